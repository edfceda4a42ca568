import '../../lib/testing/jest';
import { spawnSync } from 'node:child_process';
import { App, Stack } from 'aws-cdk-lib';
import { Template as SynthesizedTemplate } from 'aws-cdk-lib/assertions';
import { toPassPack } from '../../lib/testing';
import { AuditTrail } from '../../lib/trail/audit-trail';
import { CloudWatchLogs } from '../../lib/trail/cloud-watch-logs';
import { ACCOUNT, hardened, REGION, type Template } from '../rules/controls/hardened';

const env = { account: ACCOUNT, region: REGION };

/** A hardened template with other properties of its trail. */
function withTrail(properties: Record<string, unknown>): Template {
  const template = hardened();
  Object.assign(template.Resources.Trail.Properties, properties);
  return template;
}

/** A trail of which two things are only known at the deployment. */
function undecided(): Template {
  const template = withTrail({ EnableLogFileValidation: { Ref: 'Digests' } });
  return { ...template, Parameters: { Digests: { Type: 'String', Default: 'true' } } };
}

/** What a matcher says when it fails. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion holds');
}

test('passes where nothing fails and everything is known', () => {
  expect(hardened()).toPassPack('ct-core', env);
  expect(hardened()).toPassPack(['ct-core', 'lake'], env);
});

test('passes for a trail of this library that delivers to CloudWatch Logs, as a stack and as a template', () => {
  const stack = new Stack(new App(), 'Audit', { env });
  new AuditTrail(stack, 'Trail', { trailName: 'audit', cloudWatchLogs: CloudWatchLogs.toNewLogGroup() });

  expect(stack).toPassPack('ct-core');
  expect(SynthesizedTemplate.fromStack(stack)).toPassPack('ct-core', env);
});

test('fails for what fails, and says where, why and what to do', () => {
  const message = messageOf(() => expect(withTrail({ IsLogging: false })).toPassPack('ct-core', env));

  expect(message).toMatch(/do not pass ct-core: \d failed, /);
  expect(message).toMatch(/TRAIL-01 \(\w+\) template\/Trail: /);
  expect(message).toContain('evidence: template.json /Resources/Trail/Properties/IsLogging is false');
  expect(message).toMatch(/fix: .*IsLogging/);
});

test('says what is missing, and shortens what is long', () => {
  const template = hardened();
  delete template.Resources.Trail.Properties.EnableLogFileValidation;
  const [statement] = template.Resources.LogsPolicy.Properties.PolicyDocument.Statement;
  statement.Condition = { Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 'aws:PrincipalArn': 'x'.repeat(500) } };

  const message = messageOf(() => expect(template).toPassPack('ct-core', env));

  expect(message).toContain('/Resources/Trail/Type without Properties.EnableLogFileValidation');
  expect(message).toContain(' and so on');
});

test('fails for what is unknown, with what it depends on and what settles it, unless that is expected', () => {
  const message = messageOf(() => expect(undecided()).toPassPack('ct-core', env));

  expect(message).toMatch(/TRAIL-04 .*\n.*\n +depends on: parameter Digests\n +settled by: cloudtrail:GetTrail/);
  expect(message).toContain("expectUnknown: ['TRAIL-04']");
  expect(message).toContain('with the defaults of all parameters: pass');
  expect(undecided()).toPassPack('ct-core', { ...env, expectUnknown: ['TRAIL-04'] });
});

test('fails where something is known that was expected to be unknown', () => {
  const message = messageOf(() => expect(hardened()).toPassPack('ct-core', { ...env, expectUnknown: ['TRAIL-04', 'LAKE-01'] }));

  expect(message).toContain('TRAIL-04: pass');
  expect(message).toContain('LAKE-01: none of these packs asks it');
});

test('something that is expected to be unknown may not fail', () => {
  const options = { ...env, expectUnknown: ['TRAIL-04'] };

  expect(messageOf(() => expect(withTrail({ EnableLogFileValidation: false })).toPassPack('ct-core', options))).toContain('TRAIL-04 (');
});

describe('acceptances', () => {
  const template = withTrail({ EnableLogFileValidation: false });
  const accepted = { rule: 'TRAIL-04', at: 'template/Trail', reason: 'a test account', owner: 'audit', ticket: 'SEC-1', expires: '2027-03-31' };

  test('what is accepted does not fail', () => {
    expect(template).toPassPack('ct-core', { ...env, acceptances: [accepted], today: '2026-11-25' });
  });

  test('an acceptance without effect is told with what it was meant for', () => {
    const message = messageOf(() => expect(template).toPassPack('ct-core', { ...env, acceptances: [accepted], today: '2027-04-01' }));

    expect(message).toContain('TRAIL-04 at template/Trail: it expired on 2027-03-31');
  });

  test('an acceptance may be for all of the app', () => {
    const message = messageOf(() => expect(template).toPassPack('ct-core', { ...env, acceptances: [{ ...accepted, at: '', owner: '' }] }));

    expect(message).toContain('TRAIL-04 at the app: it has no owner');
  });
});

describe('of templates in which nothing was assessed', () => {
  const empty = { Resources: {} };

  test('it is not said that they pass', () => {
    expect(messageOf(() => expect(empty).toPassPack('ct-core'))).toContain('nothing was assessed');
  });

  test('it is not said that they do not pass, either', () => {
    expect(messageOf(() => expect(empty).not.toPassPack('ct-core'))).toContain('nothing was assessed');
  });
});

test('can be turned round', () => {
  expect(withTrail({ IsLogging: false })).not.toPassPack('ct-core', env);
  expect(messageOf(() => expect(hardened()).not.toPassPack('ct-core', env))).toContain('the templates pass ct-core, though they should not');
});

test('works in what is like jest, and where there is no jest at all', () => {
  expect(toPassPack.call(undefined, hardened(), 'ct-core', env)).toMatchObject({ pass: true });

  const code = "const { checkTemplates } = require('./lib/testing'); console.log(checkTemplates({ Resources: {} }).assessed)";
  const { stdout } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', code], { encoding: 'utf8' });
  expect(stdout.trim()).toBe('0');
}, 30_000);
