export const help = `
CloudTrail writes a signed digest for every hour, account and Region: which log files it delivered, with their hashes, and which
digest came before. This command verifies all accounts and Regions of an archive in one run: each signature, each hash, that each
digest follows the one before to the second, that no hour is missing up to now, and that no file is there that no digest mentions.
It only reads. Nothing that was not checked is called valid.

Verdicts: valid, invalid, missing, unreferenced (no digest mentions it), not-due (the digest that proves it may still come),
cannot-tell. Time between two chains cannot be told: logging or validation was off, so nothing was signed. --stopped states it.

--json: { "schemaVersion": "1", "verdict": "valid|invalid|undecided", "summary", "intervals": [ { "account", "region", "chain",
  "start", "end", "verdict", "reason", "digests", "logFiles" } ], "files": [ { "bucket", "key", "kind": "digest|log", "verdict",
  "reason", "detail" } ] }

Examples:
  npx cdk-cloudtrail verify s3://my-log-bucket --from 2026-07-01 --to 2026-08-01
  npx cdk-cloudtrail verify s3://my-log-bucket/org --from 2026-07-01 --accounts 111122223333 --regions eu-west-1,us-east-1
  npx cdk-cloudtrail verify s3://my-log-bucket --from 2026-07-01 --evidence ./evidence --sign-key auditor.pem
  npx cdk-cloudtrail verify --report ./evidence
  npx cdk-cloudtrail verify ./copy-of-the-bucket --from 2026-07-01 --to 2026-08-01 --keys public-keys.json
  npx cdk-cloudtrail verify s3://my-log-bucket --print-policy

Exit codes:
  0  valid: everything was checked
  1  invalid: something is not valid, missing or unreferenced; with --report also: the report does not hold
  2  undecided: something could not be checked
  3  could not run: the archive, the keys or the options cannot be used`;
