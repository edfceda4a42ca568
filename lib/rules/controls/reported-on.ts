import type { ControlRule, Judge } from './control-rule';

const TYPES: Readonly<Record<Exclude<Judge['of'], 'resource' | 'report'>, readonly string[]>> = {
  trail: ['AWS::CloudTrail::Trail'],
  logBucket: ['AWS::S3::Bucket'],
  // Where the bucket is defined elsewhere, its policy stands for it.
  logBucketPolicy: ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
  key: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  logGroup: ['AWS::Logs::LogGroup'],
  logRole: ['AWS::IAM::Role'],
  topic: ['AWS::SNS::Topic'],
};

/** The types of the resources that a rule has results for: not all that it looks at. None for what is of no single resource. */
export function reportedOn(rule: Pick<ControlRule, 'of' | 'resourceTypes'>): readonly string[] {
  if (rule.of === 'report') return [];
  return rule.of === 'resource' ? rule.resourceTypes : TYPES[rule.of];
}
