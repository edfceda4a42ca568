// Judges one app in a process of its own, since the judges print all that they find. Arguments: form, who defines the trail, folder for the answer.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { type Verdict, verdictsOf } from '../../test/examples/verdicts';
import { FORMS } from './forms';

const [form, who, outdir] = [FORMS[Number(process.argv[2])], process.argv[3] as 'plain' | 'library', String(process.argv[4])];

const app = new App({ outdir });
form?.[who](new Stack(app, 'Audit'));
const verdicts: Verdict[] = verdictsOf(app);
writeFileSync(join(outdir, 'verdicts.json'), JSON.stringify(verdicts));
