import { generateKeyPairSync, privateEncrypt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CASES, CHAIN_A } from '../integrity/chain-a';
import { treeOf } from '../integrity/tree';
import { cli, write } from './cli';

jest.setTimeout(60_000);

const CHAIN = ['--from', '2023-07-10T11:00:00Z', '--to', '2023-07-10T21:00:00Z', '--keys', join(CHAIN_A, 'public-keys.json')];
const STOPPED = ['--stopped', '2023-07-10T15:01:31Z/2023-07-10T18:01:31Z'];

/** A folder for what the command writes. */
let own: string;
beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'verify-test-'));
});
afterEach(() => rmSync(own, { recursive: true, force: true }));
const written = (name: string) => readFileSync(join(own, name), 'utf8');

/** Writes the objects of an archive into a folder, with their metadata beside them. */
function asFolder(tree: ReturnType<typeof treeOf>, name = 'copy'): string {
  for (const [key, { content }] of tree.archive.objects) write(`${name}/${key}`, Buffer.from(content));
  write(`${name}/object-metadata.json`, Object.fromEntries([...tree.archive.objects].map(([key, { metadata }]) => [key, metadata])));
  return name;
}

const keysOf = ({ keys }: ReturnType<typeof treeOf>) =>
  write('keys.json', { PublicKeyList: keys.map(({ value, fingerprint, region }) => ({ Value: value, Fingerprint: fingerprint, Region: region })) });
const TREE = ['--from', '2026-07-01T00:12:34Z', '--to', '2026-07-01T05:12:34Z', '--keys', 'keys.json'];

describe('a folder that holds an archive', () => {
  test('is proven file by file', async () => {
    const { exitCode, stdout } = await cli(['verify', CHAIN_A, ...CHAIN, ...STOPPED, '--json']);
    const { schemaVersion, verdict, files, intervals } = JSON.parse(stdout);
    expect({ exitCode, schemaVersion, verdict, files: files.length, intervals: intervals.length }).toEqual({
      ...{ exitCode: 0, schemaVersion: '1', verdict: 'valid', files: 43 },
      // Four hours, the stop, two hours, and the backfill.
      intervals: 4,
    });
    expect(files[0]).toEqual({ bucket: 'example-trail-bucket', key: expect.stringMatching(/T120131Z/), kind: 'digest', verdict: 'valid' });
  });

  test('is undecided where nothing was signed', async () => {
    const { exitCode, stdout } = await cli(['verify', join(CHAIN_A, 'bucket'), ...CHAIN]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('cannot-tell  2023-07-10T15:01:31Z to 2023-07-10T18:01:31Z in 218007301253 us-east-1, trail stratus-trail');
    expect(stdout).toContain('UNDECIDED');
  });

  test('with a file that was altered is invalid, and names it', async () => {
    const tree = treeOf({ hours: 5, logsPerHour: 1 });
    const place = asFolder(tree);
    keysOf(tree);
    const [altered = ''] = tree.branches[0]?.logs[2] ?? [];
    write(`${place}/${altered}`, { Records: [] });
    const { exitCode, stdout } = await cli(['verify', place, ...TREE]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`invalid      s3://archive-bucket/${altered}: the content is not the one that CloudTrail delivered`);
  });

  test('where an account or Region is missing that was asked for, it is invalid', async () => {
    const tree = treeOf({ hours: 5, logsPerHour: 1 });
    const place = asFolder(tree);
    keysOf(tree);
    const { exitCode, stdout } = await cli(['verify', place, ...TREE, '--regions', 'eu-west-1,us-east-2']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/missing {6}2026-07-01T00:12:34Z to 2026-07-01T05:12:34Z in 111122223333 us-east-2: there is no digest at all/);
  });
});

describe('a report', () => {
  test('is signed, and a second person finds the same', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    write('auditor.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const made = await cli(['verify', CHAIN_A, ...CHAIN, ...STOPPED, '--evidence', own, '--sign-key', 'auditor.pem']);
    expect(made.stdout).toMatch(/report: .*report.json, SHA-256 [0-9a-f]{64}\nsigned by the key/);
    const again = await cli(['verify', '--report', own]);
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/signed by .*: yes\nthe same was found again: yes/) });
  });

  test('may be signed by a key that never leaves KMS', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const kms = createServer(async (request, response) => {
      const { Message } = JSON.parse(await text(request));
      const der = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      // A digest comes: what PKCS#1 v1.5 puts around it names SHA-256.
      const wrapped = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), Buffer.from(Message ?? '', 'base64')]);
      const answers = { PublicKey: der, SigningAlgorithms: ['RSASSA_PSS_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_256'] };
      const Signature = Message && privateEncrypt(privateKey, wrapped).toString('base64');
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(Message ? { Signature } : answers));
    });
    await new Promise<void>((resolve) => kms.listen(0, '127.0.0.1', resolve));
    const env = {
      ...{
        AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${(kms.address() as AddressInfo).port}`,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      },
    };
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    try {
      const made = await cli(['verify', CHAIN_A, ...CHAIN, ...STOPPED, '--evidence', own, '--kms-key', key], { env });
      expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('signed by the key') });
    } finally {
      kms.close();
    }
    expect((await cli(['verify', '--report', own])).stdout).toMatch(/signed by the key .*: yes/);
  });

  test('that somebody improved does not hold', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    write('auditor.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    await cli(['verify', CHAIN_A, ...CHAIN, '--evidence', own, '--sign-key', 'auditor.pem']);
    const report = written('report.json');
    expect(report).toContain('"verdict": "undecided"');
    writeFileSync(join(own, 'report.json'), report.replaceAll('"undecided"', '"valid"'));
    const { exitCode, stdout } = await cli(['verify', '--report', own]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/report.html is made of report.json: NO\nsigned by the key in signature.json: NO\nthe same was found again: NO/);
  });

  test('of an archive that has changed since does not hold', async () => {
    const tree = treeOf({ hours: 5, logsPerHour: 1 });
    const place = asFolder(tree);
    keysOf(tree);
    await cli(['verify', place, ...TREE, '--evidence', own]);
    write(`${place}/${tree.branches[0]?.logs[1]?.[0]}`, { Records: [] });
    expect(await cli(['verify', '--report', own])).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('the same was found again: NO'),
    });
  });

  test('escapes what stands in keys', async () => {
    const tree = treeOf({ hours: 5, logsPerHour: 1 });
    tree.archive.put({ key: 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/07/01/<script>.json.gz', content: Buffer.from('x') });
    const place = asFolder(tree);
    keysOf(tree);
    expect((await cli(['verify', place, ...TREE, '--evidence', own])).exitCode).toBe(1);
    const page = written('report.html');
    expect(page).toContain('&lt;script&gt;.json.gz');
    expect(page).not.toContain('<script>');
  });
});

describe('a checkpoint', () => {
  test('lets the same command go on, and is refused by another one', async () => {
    const done = await cli(['verify', CHAIN_A, ...CHAIN, '--json', '--checkpoint', 'state']);
    const again = await cli(['verify', CHAIN_A, ...CHAIN, '--json', '--checkpoint', 'state']);
    expect(again).toMatchObject({ exitCode: done.exitCode, stdout: done.stdout });
    const other = await cli(['verify', CHAIN_A, ...CHAIN, ...STOPPED, '--json', '--checkpoint', 'state']);
    expect(other).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('--checkpoint state is of another request') });
  });

  test('of a run that broke off in the middle gives the same result in the end', async () => {
    const tree = treeOf({ hours: 60, logsPerHour: 1 });
    const place = asFolder(tree);
    keysOf(tree);
    const command = ['verify', place, '--from', '2026-07-01T00:12:34Z', '--to', '2026-07-03T12:12:34Z', '--keys', 'keys.json', '--json'];
    const whole = await cli([...command, '--checkpoint', 'whole']);
    expect(whole.exitCode).toBe(0);
    await cli([...command, '--checkpoint', own]);
    // As after the first day: what was written since does not count.
    const state = JSON.parse(written('111122223333_eu-west-1.json'));
    const lines = written('111122223333_eu-west-1.jsonl').split('\n');
    const end = lines.findIndex((line) => line.includes('"type":"interval"') && line.includes('"end":"2026-07-02T00:12:34Z"'));
    const kept = `${lines.slice(0, end + 1).join('\n')}\n`;
    const [digest] = [tree.branches[0]?.digests[23]];
    const [chain] = state.checkpoint.chains;
    const checkpoint = {
      ...state.checkpoint,
      ...{ until: '2026-07-02T00:12:34Z', swept: '2026-07-01T00:12:34Z' },
      chains: [
        {
          ...chain,
          until: '2026-07-02T00:12:34Z',
          covered: '2026-07-02T00:12:34Z',
          key: digest?.key,
          hash: digest?.hash,
          signature: digest?.signature,
        },
      ],
    };
    const valid = (number: number) => ({ valid: number, invalid: 0, missing: 0, unreferenced: 0, 'not-due': 0, 'cannot-tell': 0 });
    const tally = { digests: valid(24), logFiles: valid(18), intervals: valid(24), stated: 0 };
    const broken = { checkpoint, done: false, tally, bytes: Buffer.byteLength(kept) };
    writeFileSync(join(own, '111122223333_eu-west-1.json'), JSON.stringify(broken));
    const resumed = await cli([...command, '--checkpoint', own]);
    const comparable = (text: string) => JSON.parse(text.replace(/"now": "[^"]*"/, '"now": ""'));
    expect(comparable(resumed.stdout)).toEqual(comparable(whole.stdout));
  });
});

test('the policy that it prints is for reading only', async () => {
  const { exitCode, stdout } = await cli(['verify', 's3://logs/audit', '--print-policy']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout).Statement.map(({ Action }: { Action: string }) => Action)).toEqual([
    's3:ListBucket',
    's3:GetObject',
    'cloudtrail:ListPublicKeys',
  ]);
});

describe('what it cannot run with is one sentence, and exit code 3', () => {
  test.each([
    [['verify'], 'name the archive'],
    [['verify', 'nowhere', '--from', '2026-07-01'], 'nowhere is not a folder'],
    [['verify', '.', '--from', '2026-07-01'], 'object-metadata.json cannot be found'],
    [['verify', '.'], 'say from when'],
    [['verify', '.', '--from', 'today'], '--from today is no time in UTC'],
    [['verify', '.', '--from', '2026-07-02', '--to', '2026-07-01'], 'is not before --to'],
    [['verify', '.', '--from', '2026-07-01', '--lag', 'x'], '--lag x is no number of hours'],
    [['verify', '.', '--from', '2026-07-01', '--trail-arn', 'x'], '--trail-arn x is not the ARN of a trail'],
    [['verify', '.', '--from', '2026-07-01', '--accounts', '1'], '--accounts takes account ids of twelve digits'],
    [['verify', '.', '--from', '2026-07-01', '--stopped', '2026-07-01'], '--stopped 2026-07-01 is no stretch of time'],
    [['verify', '.', '--from', '2026-07-01', '--moved-from', 'x'], '--moved-from x names no bucket'],
    [['verify', '.', '--from', '2026-07-01', '--sign-key', 'x'], 'name its folder'],
    [['verify', '.', '--from', '2026-07-01', '--evidence', 'e', '--sign-key', 'x'], '--sign-key x cannot be used'],
    [['verify', CHAIN_A, '--from', '2026-07-01', '--keys', 'none.json'], 'public keys in none.json cannot be used'],
    [['verify', '.', '--print-policy'], '--print-policy is for an archive in S3'],
    [['verify', '--report', 'none'], '--report none has no report.json'],
    [['verify', '--nonsense'], "unknown option '--nonsense'"],
  ])('%j', async (args, message) => {
    const { exitCode, stderr } = await cli(args);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(message);
  });
});

test('the cases of the chain are those that the docs compare', () => expect(CASES).toHaveLength(17));
