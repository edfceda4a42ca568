import { type CfnResource, Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import { CfnBucket, CfnBucketPolicy, type IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnTopicPolicy, type ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { reportAtSynthesis } from './report';

/** A bucket has one policy: to create a second one fails, or takes the place of the first. */
export function reportSecondBucketPolicy(scope: IConstruct, bucket: IBucket): void {
  reportAtSynthesis(scope, () => problemsOf(bucket, bucket.bucketName, policiesAround(scope, CfnBucketPolicy.isCfnBucketPolicy, bucketsOf)));
}

/** Of two policies of a topic the one that is deployed last remains. */
export function reportSecondTopicPolicy(scope: IConstruct, topic: ITopic): void {
  reportAtSynthesis(scope, () => problemsOf(topic, topic.topicArn, policiesAround(scope, CfnTopicPolicy.isCfnTopicPolicy, topicsOf)));
}

interface Policy {
  readonly path: string;
  /** What it is the policy of. */
  readonly of: readonly string[];
}

const bucketsOf = ({ bucket }: CfnBucketPolicy) => [bucket];
const topicsOf = ({ topics }: CfnTopicPolicy) => topics;

/** A policy that depends on a condition may stand for another one. */
function policiesAround<T extends CfnResource>(
  scope: IConstruct,
  isPolicy: (construct: unknown) => construct is T,
  of: (policy: T) => string[],
): Policy[] {
  return (Stage.of(scope) ?? scope.node.root).node
    .findAll()
    .filter((construct) => isPolicy(construct))
    .filter(({ cfnOptions }) => cfnOptions.condition === undefined)
    .map((policy) => ({ path: policy.node.path.replace(/\/Resource$/, ''), of: of(policy).flatMap((text) => identityOf(text) ?? []) }));
}

function problemsOf(resource: IConstruct, text: string, policies: readonly Policy[]): Problem[] {
  const identity = identityOf(text);
  const found = policies.filter(({ of }) => identity !== undefined && of.includes(identity)).map(({ path }) => path);
  if (found.length < 2) return [];
  return [
    {
      id: 'cdk-cloudtrail:Policy.second',
      severity: 'error',
      message: `${resource.node.path} has one policy, and ${found.length} are defined: ${found.join(' and ')}; only one of them would be in force`,
      value: found,
      fix: 'define none of your own, and add its statements with addToResourcePolicy()',
    },
  ];
}

/** The place of the resource that a text refers to, or its name where it has one; `undefined` where it is only known at deployment. */
function identityOf(text: string): string | undefined {
  if (!Token.isUnresolved(text)) return text;
  const { firstToken, length } = Tokenization.reverseString(text);
  if (length !== 1 || !firstToken || !Reference.isReference(firstToken)) return undefined;
  const { target } = firstToken;
  const name: unknown = CfnBucket.isCfnBucket(target) ? Stack.of(target).resolve(target.bucketName) : undefined;
  return typeof name === 'string' ? name : target.node.path;
}
