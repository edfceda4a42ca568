import type { Problem, Severity } from '../../findings/finding';
import type { TemplateResource } from '../../template/resource';
import type { Observation } from '../rule';

/**
 * Everything that templates can have wrong besides the selectors. The names are in acknowledgements and reports: none is ever given another meaning.
 *
 * An error is what AWS surely refuses. What it refuses according to its documentation alone, and what it accepts although it cannot be meant, is a
 * warning.
 */
export const DEPLOY_PROBLEMS = {
  'App.alertRegion': 'warning',
  'App.alertWithoutEvents': 'warning',
  'App.noManagementEvents': 'warning',
  'App.paidManagementEvents': 'warning',
  'App.trailCount': 'error',
  'BucketPolicy.condition': 'warning',
  'BucketPolicy.confusedDeputy': 'warning',
  'BucketPolicy.denied': 'warning',
  'BucketPolicy.encryptionHeader': 'warning',
  'BucketPolicy.getBucketAcl': 'warning',
  'BucketPolicy.keyPrefix': 'error',
  'BucketPolicy.missing': 'error',
  'BucketPolicy.organization': 'error',
  'BucketPolicy.path': 'error',
  'BucketPolicy.sourceArn': 'error',
  'BucketPolicy.sourceOrgId': 'warning',
  'CloudWatchLogs.region': 'error',
  'KeyPolicy.action': 'error',
  'KeyPolicy.condition': 'warning',
  'KeyPolicy.decrypt': 'warning',
  'KeyPolicy.missing': 'error',
  'KeyPolicy.sourceArn': 'error',
  'KeyPolicy.topic': 'warning',
  'KeyPolicy.wildcard': 'error',
  'LogArchive.accessLogsLocked': 'warning',
  'LogArchive.awsManagedKey': 'error',
  'LogArchive.coldSmallObjects': 'warning',
  'LogArchive.expiresBeforeLock': 'warning',
  'LogArchive.keyPrefixAwsLogs': 'warning',
  'LogArchive.keyPrefixLength': 'warning',
  'LogArchive.keyPrefixSlash': 'error',
  'LogArchive.keyRegion': 'error',
  'LogArchive.unusableKey': 'warning',
  'LogRole.permissions': 'error',
  'LogRole.trust': 'error',
  'TopicPolicy.missing': 'error',
  'TopicPolicy.sourceArn': 'error',
  'Trail.bucketName': 'warning',
  'Trail.cloudWatchLogsPair': 'error',
  'Trail.createdBeforeBucket': 'error',
  'Trail.createdBeforeBucketPolicy': 'error',
  'Trail.createdBeforeRolePolicy': 'error',
  'Trail.createdBeforeTopicPolicy': 'warning',
  'Trail.dependencyCycle': 'error',
  'Trail.fifoTopic': 'warning',
  'Trail.globalServiceEvents': 'error',
  'Trail.keyId': 'warning',
  'Trail.logGroupArn': 'warning',
  'Trail.logsOwnDeliveries': 'warning',
  'Trail.name': 'error',
  'Trail.nameTaken': 'error',
  'Trail.noLogFileValidation': 'warning',
  'Trail.organizationSingleRegion': 'warning',
  'Trail.tags': 'warning',
  'Trail.topicElsewhere': 'error',
} as const satisfies Record<string, Severity>;

/** The name of a problem, without the name of the library before it. */
export type DeployProblem = keyof typeof DEPLOY_PROBLEMS;

/** A problem with its id and severity filled in. */
export function deployProblem(what: DeployProblem, parts: Omit<Problem, 'id' | 'severity'>): Problem {
  return { id: `cdk-cloudtrail:${what}`, severity: DEPLOY_PROBLEMS[what], ...parts };
}

/** A problem of a resource. */
export function finding(resource: TemplateResource, what: DeployProblem, parts: Omit<Problem, 'id' | 'severity'>): Observation {
  return found(resource, deployProblem(what, parts));
}

/** A problem that another room found, at its resource. */
export function found(resource: TemplateResource, problem: Problem): Observation {
  return { kind: 'finding', ...problem, ...placeOf(resource) };
}

/** A question about a resource that its template does not answer. */
export function undecided(resource: TemplateResource, what: DeployProblem, message: string): Observation {
  return { kind: 'undecided', id: `cdk-cloudtrail:${what}`, message, ...placeOf(resource) };
}

/** A question about a resource that no template answers. */
export function checklist(resource: TemplateResource, message: string): Observation {
  return { kind: 'checklist', message, ...placeOf(resource) };
}

function placeOf({ stack, logicalId, path }: TemplateResource) {
  return { stack: stack.id, logicalId, path };
}
