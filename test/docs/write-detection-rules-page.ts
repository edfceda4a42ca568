import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectionRulesPage } from './detection-rules-page';

writeFileSync(join(__dirname, '../../docs/detection-rules.md'), detectionRulesPage());
