import type { Context } from './context';
import { type Import, importsOf, neededBefore } from './import-map';
import type { Step } from './plan';
import { placeOf } from './words';

/** What Terraform calls what CloudFormation calls otherwise. */
const TERRAFORM: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'aws_cloudtrail',
  'AWS::IAM::Role': 'aws_iam_role',
  'AWS::KMS::Alias': 'aws_kms_alias',
  'AWS::Logs::LogGroup': 'aws_cloudwatch_log_group',
  'AWS::S3::Bucket': 'aws_s3_bucket',
  'AWS::S3::BucketPolicy': 'aws_s3_bucket_policy',
  'AWS::SNS::Topic': 'aws_sns_topic',
};

/** What is outside of all stacks comes in by import, which touches nothing. */
export function importSteps(context: Context): Step[] {
  const imports = importsOf(context);
  if (!context.outside || imports.length === 0) return [];
  return [importing(imports, context), leavingTerraform(imports)];
}

function importing(imports: readonly Import[], context: Context): Step {
  const stacks = [...new Set(imports.map(({ after }) => after.stack.name))];
  const unkept = imports.filter(({ after }) => !['Retain', 'RetainExceptOnCreate'].includes(String(after.raw.DeletionPolicy)));
  return {
    id: 'import',
    title: 'Import what is there; log files and digests go on to be delivered meanwhile',
    lines: [
      ...unkept.map(({ after, change }) => `${placeOf(after)} (${change.type}): applyRemovalPolicy(RemovalPolicy.RETAIN), which an import asks for`),
      ...(imports.every(({ automatic }) => automatic) ? automatically(stacks) : byMapping(imports, stacks, context)),
      ...stacks.map((stack) => `aws cloudformation detect-stack-drift --stack-name ${stack}`),
      'An import does not change what it imports: the next deployment does, as this command says above. Set first in the app what drift shows.',
    ],
  };
}

function automatically(stacks: readonly string[]): string[] {
  return stacks.flatMap((stack) => [
    `npx cdk deploy ${stack} --import-existing-resources --method=prepare-change-set`,
    `Look at the change set: each resource above must say Import. Then: npx cdk deploy ${stack} --import-existing-resources`,
  ]);
}

/** A policy has no name of its own, by which CloudFormation could find it. */
function byMapping(imports: readonly Import[], stacks: readonly string[], context: Context): string[] {
  const needed = neededBefore(imports, context);
  return [
    ...(needed.length > 0
      ? [
          `Deploy first what the imported ones refer to, with them left out of the app: ${needed.map(placeOf).join(', ')}`,
          'Or leave bucket and policy where they are, with LogArchive.fromBucket() and policiesManagedBy, and import the trail alone.',
        ]
      : []),
    ...stacks.map((stack) => `npx cdk import ${stack} --resource-mapping import.json`),
    'import.json is what --import-file import.json writes.',
  ];
}

function leavingTerraform(imports: readonly Import[]): Step {
  const types = [...new Set(imports.map(({ change }) => TERRAFORM[change.type]).filter((type) => type !== undefined))];
  return {
    id: 'terraform',
    title: 'If Terraform made it: take it out of its state after the import, before anybody applies again',
    lines: [
      ...types.map((type) => `terraform state rm ${type}.<name>`),
      'Take the same blocks out of the configuration: terraform plan must then show nothing about them. Nothing is deleted by either.',
    ],
  };
}
