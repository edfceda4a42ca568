// The same count as SQL, by DuckDB. Arguments: alerts or access, the file with the names, the folder.
const { readFileSync } = require('node:fs');
const { DuckDBInstance } = require('../peers/node_modules/@duckdb/node-api');

const [job, namesFile, folder] = process.argv.slice(2);
const names = JSON.parse(readFileSync(namesFile, 'utf8')).map((name) => `'${name}'`);
const CONDITIONS = {
  alerts: `lower(e->>'$.eventName') IN (${names}) OR (e->>'$.userIdentity.type') = 'Root'`,
  access: `(e->>'$.eventCategory') = 'Data'`,
};

async function main() {
  const connection = await (await DuckDBInstance.create()).connect();
  const sql = `SELECT count(*)::INTEGER, (count(*) FILTER (WHERE ${CONDITIONS[job]}))::INTEGER FROM (
    SELECT unnest(Records) AS e FROM read_json('${folder}/**/*.json.gz', columns = { Records: 'JSON[]' }, maximum_object_size = 134217728))`;
  const [[records, found]] = (await connection.runAndReadAll(sql)).getRows();
  console.log(JSON.stringify({ records, found }));
}

main();
