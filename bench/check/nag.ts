// cdk-nag's pack for NIST 800-53 over the same templates, which it reads as constructs. Argument: the folder.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { NIST80053R5Checks } from 'cdk-nag';
import { measured } from './usage';

const folder = String(process.argv[2]);

measured((part) => {
  const app = new App();
  part('read', () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.template.json'))) {
      new CfnInclude(new Stack(app, name.replace('.template.json', '')), 'Template', { templateFile: join(folder, name) });
    }
  });
  const { violations } = part('rules', () => new NIST80053R5Checks().validateScope(app));
  return `${violations.length} rules broken`;
});
