/** What the command says of itself beyond its options. */
export const help = `
Asks AWS, with the credentials and the Region of the environment, and only reads. CloudFormation is asked for the names and parameters of
the deployed stacks; then each trail, its bucket, key, topic and log group, their policies, the metric filters, alarms and EventBridge rules
beside them are compared with the templates, property by property. Policies and event selectors are compared by what they mean.

Verdicts of a property: same, drift, missing (the resource is not there), error (CloudTrail cannot deliver), unknown (it may not be asked,
or the template does not say).

--json: { "schemaVersion": "1", "verdict": "asDeclared|drift|undecided", "at", "summary", "checks": [ { "stack", "logicalId", "path", "type",
  "name", "property", "verdict", "declared", "live", "because", "fix" } ], "elsewhere" }

Examples:
  npx cdk-cloudtrail status cdk.out
  npx cdk-cloudtrail status cdk.out --wait 20 --evidence status.json
  npx cdk-cloudtrail status cdk.out --stack Audit --json
  npx cdk-cloudtrail status template.json --stack-name template=prod-audit --region eu-west-1
  npx cdk-cloudtrail status cdk.out --print-policy

Exit codes:
  0  as declared: everything was compared
  1  drift: something is otherwise than declared, missing, or not delivered
  2  undecided: something could not be told, or there was nothing to look at
  3  could not run: the assembly, the options or the credentials cannot be used`;
