/** What the command says of itself beyond its options. */
export const help = `
Works on any AWS::CloudTrail::Trail, whether it comes from this library, an L2, an L1 or an override.
Questions that the templates do not answer are told apart from findings, and so is what a person has to check.

With --pack the rules of its controls are asked, too. A verdict is
  pass           it holds in every deployment of the templates, whatever the parameters
  fail           it is violated in every one
  unknown        it depends, and the report says on what, and which API call settles it
  notApplicable  there is nothing of that kind
An acceptance (in the Metadata of a resource, or in a file) never changes a verdict.

With --json: { "schemaVersion": "1", "findings": [ { "id", "severity": "error|warning", "stack", "logicalId", "path",
  "value", "message", "awsMessage", "fix", "when" } ], "unknown": [ { "id", "stack", "logicalId", "path", "message" } ],
  "checklist": [ { "stack", "logicalId", "path", "message" } ], "trails", "complete", "skipped" }
"value" and "awsMessage" are null where there is none; "when" is there only if the finding hangs on parameters or conditions.
With --pack also what compliance-report.schema.json of the package describes: { "tool", "subject", "assumptions", "assessed",
  "results": [ { "rule", "verdict", "severity", "resource": { "logicalId", "type", "path", "stack" }, "because", "evidence",
  "needs", "fix", "controls", "accepted", … } ], "controls", "suppressions", "limits", "summary" }

With --pack and --format html, markdown, csv, junit, sarif or oscal: the results of the packs, and nothing of the deployment.
"oscal" are assessment results of OSCAL 1.2.1, in which only what is met is satisfied; "oscal-component" is what the constructs of this
library do for the controls of the packs, as a component definition. Both say the time, or that of SOURCE_DATE_EPOCH.

Examples:
  npx cdk-cloudtrail check
  npx cdk-cloudtrail check cdk.out --pack cis-aws-5.0 --pack aws-security-hub
  npx cdk-cloudtrail check cdk.out --pack pci-dss-4.0.1 --format html --output report.html
  npx cdk-cloudtrail check cdk.out --pack ct-core --format csv --output report.csv
  npx cdk-cloudtrail check cdk.out --pack ct-core --format sarif --output cloudtrail.sarif
  npx cdk-cloudtrail check cdk.out --pack nist-800-53-r5 --format oscal --output assessment-results.json
  npx cdk-cloudtrail check cdk.out --pack ct-core --evidence seen.json
  npx cdk-cloudtrail check template.json --pack ct-core --parameters Retention=400 --json
  npx cdk-cloudtrail check template.json --account 111122223333 --region eu-west-1

Exit codes:
  0  no errors, and nothing failed that is not accepted; there may be warnings and, without --strict, unknowns
  1  errors found, or rules of the packs failed; with --strict, or were unknown
  2  could not run: nothing to check, not readable, no such pack`;
