import type { PolicyDocument } from '../../policy/document';
import { type Assembly, rawResources, type TemplateStack } from '../../template/assembly';
import { logBucketsOf } from '../../template/log-buckets';
import { TemplateResource } from '../../template/resource';
import { type RawResource, Survey } from '../../template/survey';
import { documentsOf } from './documents';
import { EVIDENCE_TYPES } from './evidence-types';
import { Names } from './names';
import type { Need } from './need';
import { needsOf } from './needs-of';
import { neverAllowed } from './never';
import { OTHER_TYPES } from './other-types';
import { parameterNeeds, pipelineStatements } from './pipeline-policy';
import { Scene } from './scene';
import { customResourceNeeds } from './special-needs';
import { statementsFor } from './statements';
import type { NeedsTable } from './type-needs';
import { WORKING_TYPES } from './working-types';

/** The types whose needs are known. */
export const TYPE_NEEDS: NeedsTable = { ...EVIDENCE_TYPES, ...WORKING_TYPES, ...OTHER_TYPES };
/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_ARN = 2048;
const CUSTOM = /^(Custom::|AWS::CloudFormation::CustomResource$)/;

/** What the roles of a deployment need in an account. */
export interface DeployPolicies {
  readonly account: string;
  /** For the role with which CloudFormation makes the resources. */
  readonly execution: readonly PolicyDocument[];
  /** For the role of the pipeline, which lets CloudFormation do it. */
  readonly pipeline: readonly PolicyDocument[];
}

/** A resource that no policy can be made for. */
export interface UnknownResource {
  readonly type: string;
  readonly path: string;
  readonly reason: string;
}

export interface DeployPolicyResult {
  readonly accounts: readonly DeployPolicies[];
  /** Nothing of these is in the policies. */
  readonly unknown: readonly UnknownResource[];
}

/**
 * The least that has to be allowed so that assemblies can be deployed and updated, whatever their parameters and conditions are.
 *
 * @param assemblies those that are deployed one after the other; all of their stacks have an account and a Region
 * @param without types that are left out, since somebody else allows them
 */
export function deployPolicy(assemblies: readonly Assembly[], without: readonly string[] = []): DeployPolicyResult {
  const found = assemblies.flatMap((assembly) => ofAssembly(assembly, without));
  const accounts = [...new Set(found.map(({ stack }) => stack.account as string))].sort();
  const inAccount = (account: string) => found.filter(({ stack }) => stack.account === account);
  const buckets = found.flatMap(({ logBuckets }) => logBuckets);
  return {
    accounts: accounts.map((account) => ofAccount(account, inAccount(account), buckets)),
    unknown: found.flatMap(({ unknown }) => unknown),
  };
}

function ofAssembly(assembly: Assembly, without: readonly string[]): OfStack[] {
  const survey = new Survey(assembly, { anyValue: true });
  const names = new Names(assembly);
  const logBuckets = logBucketsOf(assembly).map(({ name }) => names.pattern(name));
  return assembly.stacks.map((stack) => ({ stack, logBuckets, ...ofStack(survey, names, stack, without) }));
}

/** What is true of a resource, or of all of them in a stack. */
interface Found {
  readonly needs: readonly Need[];
  readonly unknown: readonly UnknownResource[];
}

interface OfStack extends Found {
  readonly stack: TemplateStack;
  /** The names of the buckets that the trails of the assembly lead to. */
  readonly logBuckets: readonly string[];
}

function ofStack(survey: Survey, names: Names, stack: TemplateStack, without: readonly string[]): Found {
  const resources = rawResources(stack).filter(([, raw]) => !without.includes(String(raw.Type)));
  const found = resources.map(([logicalId, raw]) => ofResource(survey, names, { stack, logicalId, raw }));
  return {
    needs: [...parameterNeeds(stack), ...found.flatMap(({ needs }) => needs)],
    unknown: found.flatMap(({ unknown }) => unknown),
  };
}

function ofResource(survey: Survey, names: Names, { stack, logicalId, raw }: RawResource): Found {
  const type = String(raw.Type);
  const row = TYPE_NEEDS[type];
  const because = (reason: string) => [{ type, path: stack.paths.get(logicalId) ?? `${stack.id}/${logicalId}`, reason }];
  if (!row && !CUSTOM.test(type)) return { needs: [], unknown: because('what its deployment needs is not known') };
  const { results, complete } = survey.inEveryWorld((world) => {
    const scene = new Scene(world, new TemplateResource(world, stack, logicalId, raw), names, TYPE_NEEDS);
    return row ? needsOf(scene, row) : customResourceNeeds(scene);
  });
  const needs = results.flatMap(({ value }) => value);
  if (needs.some(({ resources }) => resources.some((arn) => arn.length > LONGEST_ARN)))
    return { needs: [], unknown: because('its name is too long') };
  return { needs, unknown: complete ? [] : because('it has more conditions than can be looked at') };
}

function ofAccount(account: string, found: readonly OfStack[], logBuckets: readonly string[]): DeployPolicies {
  const needs = found.flatMap((one) => one.needs);
  const stacks = found.map(({ stack }) => stack);
  const { partition = 'aws' } = stacks[0] ?? {};
  const on = (action: string) => needs.flatMap(({ actions, resources }) => (actions.includes(action) ? resources : []));
  const never = neverAllowed({
    partition,
    account,
    buckets: [...on('s3:CreateBucket'), ...logBuckets.map((name) => `arn:${partition}:s3:::${name}`)],
    logGroups: on('logs:CreateLogGroup'),
  });
  return { account, execution: documentsOf([...never, ...statementsFor(needs)]), pipeline: documentsOf(pipelineStatements(stacks)) };
}
