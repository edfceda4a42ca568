// What nobody who reads templates gets around: to read and to parse them. Argument: the folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured } from './usage';

const folder = String(process.argv[2]);

measured(() => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  const templates = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  return `${templates.reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0)} resources`;
});
