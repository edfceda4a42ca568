import { constants, createHash, createPublicKey, generateKeyPairSync, publicDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { composeDigest, publicKeyOf } from '../../lib/integrity/compose';
import { parseDigest, timeText } from '../../lib/integrity/digest';
import { fingerprintOf, knownKeys, readPublicKey } from '../../lib/integrity/public-key';
import { isSignedBy, stringToSign } from '../../lib/integrity/signature';
import { hashOf, unpack } from '../../lib/integrity/unpack';
import { invalid, inWords, VALID, worse } from '../../lib/integrity/verdict';
import { MAX_LOG_FILE_BYTES } from '../../lib/log-format/log-file';
import { newKey } from './tree';

const PUBLIC = join(__dirname, '../fixtures/digests/public');
const genuine = '327878933619_CloudTrail-Digest_ap-northeast-1_llm-guard-trail_us-west-2_20231015T230404Z.json';
const bytes = readFileSync(join(PUBLIC, genuine));

describe('a digest that CloudTrail wrote', () => {
  test('is read', () => {
    const digest = parseDigest(bytes);
    expect(digest).toMatchObject({ account: '327878933619', bucket: 'llm-guard-trail', fingerprint: 'be2f0b997552f44942837300ba1aba9d' });
    expect([timeText(digest.start), timeText(digest.end)]).toEqual(['2023-10-15T22:04:04Z', '2023-10-15T23:04:04Z']);
    expect(digest.key).toMatch(new RegExp(`^AWSLogs/327878933619/CloudTrail-Digest/ap-northeast-1/2023/10/15/${genuine}.gz$`));
    expect(digest.previous?.hash).toMatch(/^8f953371/);
    expect(digest.logFiles.length).toBeGreaterThan(0);
  });

  test.each([
    ['digestEndTime', '"2023-02-30T23:04:04Z"', 'digestEndTime should be a time that is on the calendar, but is "2023-02-30T23:04:04Z"'],
    ['digestEndTime', '"yesterday"', 'digestEndTime should be a time such as 2026-07-10T12:01:31Z, but is "yesterday"'],
    [
      'digestEndTime',
      '"2023-10-15T21:04:04Z"',
      'digestEndTime should be no time before digestStartTime, 2023-10-15T22:04:04Z, but is "2023-10-15T21:04:04Z"',
    ],
    ['awsAccountId', '32', 'awsAccountId should be twelve digits, but is 32'],
    ['digestS3Object', 'null', 'digestS3Object should be a text, but is null'],
    ['digestPublicKeyFingerprint', '"XYZ"', 'digestPublicKeyFingerprint should be lower-case hexadecimal digits, but is "XYZ"'],
    ['previousDigestSignature', 'null', 'previousDigestSignature should be a value, since previousDigestS3Bucket has one, but is null'],
    ['previousDigestHashAlgorithm', '"MD5"', 'previousDigestHashAlgorithm should be SHA-256, but is "MD5"'],
    ['previousDigestHashValue', '"00"', 'previousDigestHashValue should be 64 hexadecimal digits, but is "00"'],
    ['logFiles', '{}', 'logFiles should be an array, but is {}'],
    ['logFiles', '[1]', 'logFiles[0] should be an object, but is 1'],
    ['logFiles', '[{"hashAlgorithm":"SHA-256","hashValue":"1"}]', 'logFiles[0].hashValue should be 64 hexadecimal digits, but is "1"'],
    ['logFiles', '[{}]', 'logFiles[0].hashAlgorithm should be a text, but is nothing'],
  ])('with another %s, %s, is refused for that', (member, value, message) => {
    const document = { ...JSON.parse(bytes.toString()), [member]: JSON.parse(value) };
    expect(() => parseDigest(Buffer.from(JSON.stringify(document)))).toThrow(message);
  });

  test.each([
    ['{', 'its 1 bytes are not JSON in UTF-8'],
    ['[]', 'its JSON is not an object'],
    [Buffer.from([0x22, 0xff, 0x22]), 'its 3 bytes are not JSON in UTF-8'],
  ])('%j is none', (content, message) => expect(() => parseDigest(Buffer.from(content as string))).toThrow(message));
});

describe('signatures that CloudTrail made', () => {
  const vectors: Record<string, string>[] = JSON.parse(readFileSync(join(PUBLIC, 'genuine-signature-vectors.json'), 'utf8'));

  test.each(vectors)('open under the key $fingerprint', ({ publicKeyDerBase64: value = '', fingerprint = '', ...vector }) => {
    const key = readPublicKey({ value, fingerprint });
    // PKCS#1 v1.5 wraps the hash of the signed text in a structure that names SHA-256.
    const opened = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(vector.signatureHex as string, 'hex'));
    expect(opened.toString('hex')).toBe(`3031300d060960864801650304020105000420${vector.recoveredSha256OfStringToSign}`);
  });

  test('over the results of a query are accepted by the same verification', () => {
    const folder = join(PUBLIC, 'query-results');
    const [{ Value: value }] = JSON.parse(readFileSync(join(folder, 'public-keys.json'), 'utf8')).PublicKeyList;
    const { files, hashSignature } = JSON.parse(readFileSync(join(folder, 'result_sign.json'), 'utf8'));
    // The fingerprint in this sample is not that of its key.
    const key = readPublicKey({ value, fingerprint: fingerprintOf(Buffer.from(value, 'base64')) });
    const text = files.map(({ fileHashValue }: { fileHashValue: string }) => fileHashValue).join(' ');
    expect(isSignedBy(key, text, hashSignature)).toBe(true);
    expect(isSignedBy(key, `${text} `, hashSignature)).toBe(false);
  });
});

describe('public keys', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const der = (type: 'pkcs1' | 'spki') => publicKey.export({ type, format: 'der' });

  test.each(['pkcs1', 'spki'] as const)('are read from %s', (type) => {
    const key = readPublicKey({ value: der(type).toString('base64'), fingerprint: fingerprintOf(der(type)) });
    expect(key.equals(createPublicKey(publicKey.export({ type: 'pkcs1', format: 'pem' })))).toBe(true);
  });

  test('with the fingerprint of another key are refused', () => {
    expect(() => knownKeys([{ value: der('pkcs1').toString('base64'), fingerprint: 'abc' }])).toThrow(/public key "abc" is another key/);
  });

  test('of another kind are refused', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
    expect(() => readPublicKey({ value: other.toString('base64'), fingerprint: fingerprintOf(other) })).toThrow(/is no RSA key in DER/);
  });
});

describe('digests that are written here', () => {
  const name = { account: '111122223333', region: 'eu-west-1', trailName: 'audit', homeRegion: 'us-east-1', bucket: 'logs' };
  const [start, end] = [new Date('2026-07-01T00:00:00Z'), new Date('2026-07-01T01:00:00Z')];

  test('are signed over their time, place, content and predecessor', async () => {
    const key = newKey();
    const first = composeDigest({ ...name, start, end, logFiles: [] }, key.export({ type: 'pkcs8', format: 'pem' }).toString());
    const second = composeDigest({ ...name, start: end, end: new Date(end.getTime() + 3_600_000), logFiles: [], previous: first }, key);
    const unpacked = unpack(second.content);
    if ('defect' in unpacked) throw new Error(unpacked.defect);
    const digest = parseDigest(unpacked.content);
    expect(stringToSign(digest, unpacked.hash)).toBe(`2026-07-01T02:00:00Z\nlogs/${second.key}\n${second.hash}\n${first.signature}`);
    expect(isSignedBy(readPublicKey(publicKeyOf(key)), stringToSign(digest, unpacked.hash), second.metadata.signature as string)).toBe(true);
    expect(unpacked.content.toString()).toContain(String.raw`"digestS3Object":"AWSLogs\/111122223333\/CloudTrail-Digest\/eu-west-1\/2026\/07\/01\/`);
  });
});

describe('unpacking', () => {
  const noise = Buffer.from(Buffer.alloc(600_000).map((_, index) => (index * 7919 + (index >> 3) * 104729) % 251));
  const sha256 = createHash('sha256').update(noise).digest('hex');

  test.each([0, 1, 9])('a large object that was packed at level %s has the hash of its content', (level) => {
    expect(hashOf(gzipSync(noise, { level }))).toEqual({ hash: sha256 });
    expect(unpack(gzipSync(noise, { level }))).toEqual({ content: noise, hash: sha256 });
  });

  test('an object in several members, or with zeros after it, has the hash of its content', () => {
    const members = [gzipSync(noise.subarray(0, 1000)), gzipSync(noise.subarray(1000))];
    expect(hashOf(Buffer.concat(members))).toEqual({ hash: sha256 });
    expect(hashOf(Buffer.concat([gzipSync(noise), Buffer.alloc(5)]))).toEqual({ hash: sha256 });
  });

  test('an object that was cut off, or whose check sum is another, is damaged', () => {
    const packed = gzipSync(noise, { level: 0 });
    expect(hashOf(packed.subarray(0, 500_000))).toEqual({ defect: 'damaged-gzip' });
    packed[packed.length - 8] = (packed[packed.length - 8] ?? 0) ^ 1;
    expect(hashOf(packed)).toEqual({ defect: 'damaged-gzip' });
  });

  test('more than CloudTrail writes is not unpacked', () => {
    const packed = gzipSync(Buffer.alloc(MAX_LOG_FILE_BYTES + 1));
    expect([hashOf(packed), unpack(packed)]).toEqual([{ defect: 'too-large' }, { defect: 'too-large' }]);
  });
});

test('a verdict is said in words, the worse of two is kept', () => {
  expect(inWords(VALID)).toBe('valid');
  expect(inWords(invalid('moved', 'from s3://a/b'))).toBe('it was written for another place: it has been moved or copied here (from s3://a/b)');
  expect(worse(VALID, invalid('moved'))).toEqual(invalid('moved'));
  expect(worse(invalid('moved'), VALID)).toEqual(invalid('moved'));
});
