/** What the command says of itself beyond its options. */
export const help = `
Prints { "schemaVersion": "1", "accounts": [ { "account", "execution": [ policy, … ], "pipeline": [ policy, … ] } ], "leftOut": [ … ] }
  execution  for the role with which CloudFormation makes the resources: give the ARNs to
             cdk bootstrap --cloudformation-execution-policies
  pipeline   for the role of the pipeline: it may take on the roles of the bootstrapped environment, and nothing else
A policy is no longer than a managed policy of IAM may be (6,144 characters): there are several where one is not enough, and all of them are
attached. Names that CloudFormation makes up are allowed by the name of their stack.
The execution role is denied to stop or delete trails, to take keys away, and to delete log buckets, log groups and what is in them.
With --deployed, an update may also take away what only the assembly of before has.

Examples:
  npx cdk-cloudtrail deploy-policy cdk.out
  npx cdk-cloudtrail deploy-policy cdk.out --account 111122223333 --region eu-west-1 --output policies
  npx cdk-cloudtrail deploy-policy cdk.out --deployed main/cdk.out --leave-out Custom::CDKBucketDeployment

Exit codes:
  0  printed
  2  could not run: a type whose needs are not known, an account or a Region that is not known, not readable`;
