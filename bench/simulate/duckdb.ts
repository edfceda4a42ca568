// The same filter as SQL over the same files, by DuckDB. Argument: the folder.
import { answer } from './answer';

// The arrows bind less than a comparison: each of them stands in parentheses.
const SQL = (folder: string) => `
  WITH event AS (
    SELECT unnest(Records) AS e FROM read_json('${folder}/**/*.json.gz', columns = { Records: 'JSON[]' }, maximum_object_size = 134217728)
  ), facts AS (
    SELECT coalesce(e->>'$.eventCategory', CASE WHEN (e->>'$.managementEvent') = 'false' THEN 'Data' ELSE 'Management' END) AS category,
      (e->>'$.eventSource') AS source, (e->>'$.readOnly') AS read_only,
      list_filter(CAST((e->'$.resources') AS JSON[]), lambda r: (r->>'$.type') = 'AWS::S3::Object') AS objects,
      list_transform(CAST((e->'$.resources') AS JSON[]), lambda r: (r->>'$.type')) AS types
    FROM event
  )
  SELECT CASE
      WHEN category = 'Management' AND source <> 'kms.amazonaws.com' THEN 'selector 0'
      WHEN category = 'Data'
        AND len(list_filter(objects, lambda r: regexp_matches(coalesce((r->>'$.ARN'), (r->>'$.ARNPrefix'), ''), '^arn:aws:s3:::(finance-reports|my-data-bucket)/'))) > 0
        AND len(list_filter(objects, lambda r: starts_with(coalesce((r->>'$.ARN'), ''), 'arn:aws:s3:::finance-reports/tmp/'))) = 0 THEN 'selector 1'
      WHEN category = 'Data' AND list_contains(types, 'AWS::Lambda::Function') THEN 'selector 2'
      WHEN category = 'Data' AND list_contains(types, 'AWS::DynamoDB::Table') AND read_only = 'false' THEN 'selector 3'
      ELSE 'no' END AS logged, count(*)::INTEGER AS events
  FROM facts GROUP BY 1`;

async function main(folder: string): Promise<void> {
  // Loaded by name: who has not installed it can run the rest.
  const name = '@duckdb/node-api';
  const { DuckDBInstance } = (await import(name)) as { DuckDBInstance: { create(): Promise<{ connect(): Promise<Connection> }> } };
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = (await connection.runAndReadAll(SQL(folder))).getRows() as [string, number][];
  answer(
    rows.reduce((sum, [, events]) => sum + events, 0),
    Object.fromEntries(rows),
  );
}

interface Connection {
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
}

main(process.argv[2] ?? '.');
