import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { updateTable } from './update-table';

writeFileSync(join(__dirname, '../../lib/template/update-table.ts'), updateTable());
