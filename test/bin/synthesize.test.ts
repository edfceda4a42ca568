import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '../../bin/commands/start/synthesize';

const root = resolve(__dirname, '../..');
// Below the repository, so that the app finds aws-cdk-lib as the examples do.
const base = resolve(root, 'node_modules/.cache');
let folder: string;

beforeEach(() => {
  mkdirSync(base, { recursive: true });
  folder = mkdtempSync(join(base, 'synthesize-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function appOf(body: string): string {
  const file = join(folder, 'app.ts');
  writeFileSync(file, `import { App, CfnOutput, Stack } from 'aws-cdk-lib';\nimport { Bucket } from 'aws-cdk-lib/aws-s3';\n${body}`);
  return file;
}

test('runs an app and reads its templates', async () => {
  const app = appOf(
    "const stack = new Stack(new App(), 'S'); new CfnOutput(stack, 'O', { value: new Bucket(stack, 'Reports').arnForObjects('finance/') });",
  );

  const templates = await synthesize(app, join(folder, 'out'), root, () => {});

  const resources = templates.flatMap(({ Resources }) => Object.values(Resources));
  expect(resources.map(({ Type }) => Type)).toEqual(['AWS::S3::Bucket']);
});

test('fails for an app that throws, with the message of the app', async () => {
  await expect(synthesize(appOf("throw new Error('no such bucket');"), join(folder, 'out'), root, () => {})).rejects.toThrow(
    /does not synthesize[\s\S]*no such bucket/,
  );
});

test('fails for an app that writes nothing', async () => {
  await expect(synthesize(appOf('new App();'), join(folder, 'out'), root, () => {})).rejects.toThrow('wrote no template');
});
