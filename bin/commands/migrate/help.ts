/** What the command says of itself beyond its options. */
export const help = `
<older> is what there is: cdk.out or a template of the older app, or what CloudTrail answers about a trail that was made by hand
or by Terraform: aws cloudtrail describe-trails > live.json
With its selectors and whether it is logging, as an array of answers:
  jq -s . <(aws cloudtrail describe-trails) <(aws cloudtrail get-event-selectors --trail-name audit) > live.json
<newer> is what shall be deployed. It only reads files; the templates of the older app must be those that are deployed.

For each resource: as before, updated in place, replaced, created, removed, there already (under another logical id or outside of
all stacks), cannot tell. Of types and properties that this command does not know it says so.

With --json: { "schemaVersion": "1", "verdict": "noGap|gap|cannotTell", "changes": [ { "place", "type", "role", "effect", "before",
  "after", "identity", "properties": [ { "name", "update", "certain", "through" } ], "kept": "yes|no|cannotTell",
  "consequences": [ { "level": "gap|blocked|cannotTell|note", "about": "logging|digests|logFiles|alarms|deployment", "text" } ] } ],
  "unchanged", "plan": [ { "id", "title", "lines" } ], "skipped" }

Examples:
  npx cdk-cloudtrail migrate main/cdk.out cdk.out
  npx cdk-cloudtrail migrate live.json cdk.out --import-file import.json

Exit codes:
  0  no gap: logging, log files and chains of digests go on
  1  a gap or a loss, or a deployment that fails
  2  cannot tell
  3  could not run`;
