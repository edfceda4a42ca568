// Packs the library, installs it into an empty CDK app outside of this repository, and synthesizes there: no esbuild, no Docker, no source of ours.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const APP = `
const { App, Stack } = require('aws-cdk-lib');
const { Topic } = require('aws-cdk-lib/aws-sns');
const { Code } = require('aws-cdk-lib/aws-lambda');
const { AccessReport, AlertTarget, AuditTrail, ComplianceChecks, ComplianceSeverity, DetectionAlerts, EventSelector, LogProcessor, ResourceType } = require('cdk-cloudtrail');
const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Stack');
const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit', eventSelectors: [EventSelector.managementEvents(), EventSelector.dataEvents(ResourceType.SQS_QUEUE)] });
const [archive, alarmTopic] = [trail.archive, new Topic(stack, 'Alarms')];
new AccessReport(stack, 'Access', { archive, alarmTopic });
new DetectionAlerts(stack, 'Alerts', { archive, alarmTopic, trail, targets: [AlertTarget.topic(alarmTopic)] });
new LogProcessor(stack, 'Own', { archive, alarmTopic, code: Code.fromAsset('own') });
ComplianceChecks.register(app, { failuresAre: ComplianceSeverity.WARNING });
app.synth();
`;
const OWN = `
const { processRecords } = require('cdk-cloudtrail/handler');
exports.handler = processRecords((records) => ({ handled: records.length }));
`;
const CHECKED = `
const { checkTemplates } = require('cdk-cloudtrail/testing');
const report = checkTemplates('cdk.out');
if (Object.keys(require.cache).some((file) => /aws-cdk-lib/.test(file))) throw new Error('the function for tests loads the CDK');
console.log(JSON.stringify(report));
`;
const TESTED = `
require('cdk-cloudtrail/jest');
test('the app of the package test', () => {
  expect('cdk.out').toPassPack('ct-core', { acceptances: [{ rule: 'TRAIL-06', at: 'Stack/Trail', reason: 'a test', owner: 'us', ticket: '1', expires: '2999-12-31' }] });
  expect('cdk.out').not.toPassPack('ct-core');
  expect(() => expect('cdk.out').toPassPack('ct-core')).toThrow('TRAIL-06');
});
`;
const TYPED = `
import { App, Stack } from 'aws-cdk-lib';
import { AuditTrail, LogArchive, ObjectLock } from 'cdk-cloudtrail';
import 'cdk-cloudtrail/jest';
import { type LogFileHandler, processRecords } from 'cdk-cloudtrail/handler';
import { type ComplianceReport, checkTemplates } from 'cdk-cloudtrail/testing';
const stack = new Stack(new App(), 'Stack');
const archive: LogArchive = new LogArchive(stack, 'Archive');
new AuditTrail(stack, 'Trail', { archive });
// @ts-expect-error an archive for development cannot be locked
LogArchive.forDevelopment(stack, 'Development', { objectLock: ObjectLock.governance });
export const handler: LogFileHandler = processRecords((records) => ({ handled: records.filter(({ eventName }) => eventName === 'DeleteTrail').length }));
const report: ComplianceReport = checkTemplates(stack, { packs: ['cis-aws-5.0'], ruleParameters: { retentionDays: 400 } });
declare const matchers: jest.Matchers<void>;
matchers.toPassPack('ct-core', { expectUnknown: report.results.map(({ rule }) => rule) });
// @ts-expect-error a pack has a name
matchers.toPassPack(1);
`;

// npm says where it is to the scripts that it runs; else it lies beside Node.
const npm = [process.env.npm_execpath, '../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js']
  .filter((path) => path !== undefined)
  .map((path) => resolve(dirname(process.execPath), path))
  .find((path) => existsSync(path));
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-package-'));
try {
  const [{ filename, files }] = JSON.parse(command(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]));
  expect(
    ['assets/access-report/index.js', 'assets/detection-alerts/index.js', 'assets/parse-yaml.js', 'dist-handler/index.js'].every((bundle) =>
      files.some(({ path }) => path === bundle),
    ),
    'the package holds the bundles',
  );
  expect(!files.some(({ path }) => /^(lib|handlers|test|bin|tools)\//.test(path)), 'the package holds no sources');

  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty-app', private: true }));
  const peers = ['aws-cdk-lib', 'constructs'].map((name) => `${name}@${devDependencies[name]}`);
  command(npm, ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', join(folder, filename), ...peers], folder);
  expect(!existsSync(join(folder, 'node_modules', 'esbuild')), 'the app has no esbuild');
  expect(
    Object.keys(JSON.parse(readFileSync(join(folder, 'node_modules', 'cdk-cloudtrail', 'package.json'), 'utf8')).dependencies ?? {}).length === 0,
    'the package has no runtime dependency',
  );

  mkdirSync(join(folder, 'own'));
  writeFileSync(join(folder, 'own', 'index.js'), OWN);
  writeFileSync(join(folder, 'app.js'), APP);
  command('app.js', [], folder, { PATH: '', Path: '' });
  const template = JSON.parse(readFileSync(join(folder, 'cdk.out', 'Stack.template.json'), 'utf8'));
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  for (const type of ['AWS::CloudTrail::Trail', 'AWS::S3::BucketPolicy', 'AWS::Lambda::Function', 'AWS::CloudWatch::Alarm'])
    expect(types.includes(type), `the app has ${type}`);

  const checked = command(join('node_modules', 'cdk-cloudtrail', 'dist-cli', 'cdk-cloudtrail.mjs'), ['check', 'cdk.out'], folder, {
    PATH: '',
    Path: '',
  });
  expect(/1 trail checked, 0 errors/.test(checked), `the command of the package finds nothing wrong with the app, got ${checked}`);

  const written = readFileSync(join(folder, 'cdk.out', 'compliance-report.json'), 'utf8');
  writeFileSync(join(folder, 'checked.js'), CHECKED);
  expect(command('checked.js', [], folder).trim() === JSON.stringify(JSON.parse(written)), 'the function for tests says what the plugin wrote');
  expect(existsSync(join(folder, 'node_modules', 'cdk-cloudtrail', JSON.parse(written).$schema)), 'the package holds the schema that reports name');
  // The app has no jest of its own: that of this repository runs its tests.
  writeFileSync(join(folder, 'app.test.js'), TESTED);
  command(resolve('node_modules', 'jest', 'bin', 'jest.js'), ['--ci', '--rootDir', folder], folder);

  writeFileSync(join(folder, 'typed.ts'), TYPED);
  const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, module: 'node16', moduleResolution: 'node16', types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
  command(resolve('node_modules', 'typescript', 'bin', 'tsc'), ['-p', 'tsconfig.json'], folder);
  console.log(`packed ${files.length} files, installed and synthesized in an empty app: ${types.length} resources`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function command(script, args, cwd = process.cwd(), env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  if (status === 0) return stdout;
  console.error(`${script} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`.slice(0, 4000));
  throw new Error(`the package test failed at ${script} ${args[0] ?? ''}`);
}

function expect(holds, what) {
  if (!holds) throw new Error(`the package test failed: expected that ${what}`);
}
