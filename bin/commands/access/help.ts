import { ACTIONS } from '../../../handlers/access-report/core';

/** What the command says about itself. */
export const help = `
Logs are files, folders or s3://bucket/prefix, gzipped or not: log files as delivered, arrays of records, one record a line,
answers of lookup-events, events of EventBridge. Data events only: calls on buckets, functions and tables themselves are not access to data.
An event has a row for each of its resources. Copies for other accounts (sharedEventID) and repeated deliveries are one; "copies" counts them.

--resource: an ARN, or what stands after its account: bucket/key, function:name, table/name; functions and tables also by their name alone.
  A bucket means all objects in it. --principal: an ARN, a role, a user, a session or a person, whole, with * and ? for the rest.
--format json: one document: { "schemaVersion": "1", "asked", "logs", "inputs", "totals", "people", "how", "standings", "blindSpots",
  "rows": [{ "resource", "resourceType", "action", "eventName", "eventTime", "eventID", "principal", "person", "account", "region",
  "sourceIp", "denied", "copies" }] }, with --rollup "rollup" in place of "rows"; what a record does not say is null.
  "action" is one of ${ACTIONS.join(', ')}. "people" says how each person was found. jsonl: the rows alone, one a line.
--format csv: RFC 4180; what a spreadsheet would take for a formula has an apostrophe before it.
--format html: one file that needs nothing else, for a browser or paper, with a timeline, what it rests on, and what it cannot know.
--policy: a suggestion from what was done in the period of the logs. Calls that were denied or failed are no reason for a permission.

Memory: about 150 bytes for each event; rows that are more than 200,000 wait in a temporary folder.

Examples:
  npx cdk-cloudtrail access ./logs --resource arn:aws:s3:::reports
  npx cdk-cloudtrail access ./logs --resource 'reports/finance/*' --principal '*ana*' --format csv --output access.csv
  npx cdk-cloudtrail access s3://my-log-bucket/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/ --format html --output access.html
  npx cdk-cloudtrail access ./logs --from 2026-11-01 --to 2026-11-30 --rollup --policy

Exit codes:
  0  the report is made, and all log files and records were read
  1  the report is made, and a log file or record could not be read (files are named)
  2  could not run: there are no logs, an option is wrong, or the output cannot be written; nothing is written`;
