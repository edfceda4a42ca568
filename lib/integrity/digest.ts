/** A log file as a digest describes it. */
export interface DigestLogFile {
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of the uncompressed content, hexadecimal. */
  readonly hash: string;
  readonly hashAlgorithm: string;
}

/** What a digest says of the one before it. */
export interface PreviousDigest {
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of its uncompressed content, hexadecimal. */
  readonly hash: string;
  /** Hexadecimal, as in the metadata of its object. */
  readonly signature: string;
}

/** A digest file: which log files CloudTrail delivered in one hour, and which digest came before. */
export interface Digest {
  readonly account: string;
  /** Milliseconds since 1970, as all times in this room. */
  readonly start: number;
  readonly end: number;
  /** The end as it is written: that text is signed. */
  readonly endText: string;
  /** Where CloudTrail delivered it. */
  readonly bucket: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly signatureAlgorithm: string;
  /** `undefined` in a starting digest: the first one after logging or validation was switched on. */
  readonly previous?: PreviousDigest;
  readonly logFiles: readonly DigestLogFile[];
}

/** Why a content is no digest: names the member and its value. */
export class DigestDefect extends Error {}

type Json = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the uncompressed content of a digest file. Throws a `DigestDefect` at the first thing that no digest has. */
export function parseDigest(content: Uint8Array): Digest {
  const document = documentOf(content);
  const time = (name: string) => timeIn(document, name);
  const [start, end] = [time('digestStartTime'), time('digestEndTime')];
  if (end < start) throw defect('digestEndTime', document.digestEndTime, `no time before digestStartTime, ${document.digestStartTime}`);
  return {
    account: textIn(document, 'awsAccountId', /^\d{12}$/, 'twelve digits'),
    ...{ start, end, endText: document.digestEndTime as string },
    bucket: textIn(document, 'digestS3Bucket'),
    key: textIn(document, 'digestS3Object'),
    fingerprint: textIn(document, 'digestPublicKeyFingerprint', /^[0-9a-f]+$/, 'lower-case hexadecimal digits'),
    signatureAlgorithm: textIn(document, 'digestSignatureAlgorithm'),
    ...previousIn(document),
    logFiles: logFilesIn(document),
  };
}

function documentOf(content: Uint8Array): Json {
  let document: unknown;
  try {
    document = JSON.parse(utf8.decode(content));
  } catch {
    throw new DigestDefect(`its ${content.length} bytes are not JSON in UTF-8`);
  }
  if (!isObject(document)) throw new DigestDefect('its JSON is not an object');
  return document;
}

const PREVIOUS = ['Bucket', 'Object']
  .map((part) => `previousDigestS3${part}`)
  .concat(['HashValue', 'HashAlgorithm', 'Signature'].map((part) => `previousDigest${part}`));

function previousIn(document: Json): { previous?: PreviousDigest } {
  const there = PREVIOUS.filter((name) => document[name] !== null && document[name] !== undefined);
  if (there.length === 0) return {};
  const [absent] = PREVIOUS.filter((name) => !there.includes(name));
  if (absent !== undefined) throw defect(absent, document[absent], `a value, since ${there[0]} has one`);
  textIn(document, 'previousDigestHashAlgorithm', /^SHA-256$/, 'SHA-256');
  return {
    previous: {
      bucket: textIn(document, 'previousDigestS3Bucket'),
      key: textIn(document, 'previousDigestS3Object'),
      hash: hashIn(document, 'previousDigestHashValue'),
      signature: textIn(document, 'previousDigestSignature', /^([0-9a-f]{2})+$/i, 'hexadecimal digits'),
    },
  };
}

function logFilesIn(document: Json): DigestLogFile[] {
  const { logFiles } = document;
  if (!Array.isArray(logFiles)) throw defect('logFiles', logFiles, 'an array');
  return logFiles.map((entry: unknown, index) => {
    const at = `logFiles[${index}].`;
    if (!isObject(entry)) throw defect(`logFiles[${index}]`, entry, 'an object');
    const algorithm = textIn(entry, 'hashAlgorithm', /./, 'a text', at);
    // The value of an algorithm that is not known yet has a form that is not known either.
    const hash = algorithm === 'SHA-256' ? hashIn(entry, 'hashValue', at) : textIn(entry, 'hashValue', /./, 'a text', at);
    return {
      bucket: textIn(entry, 's3Bucket', /./, 'a text', at),
      key: textIn(entry, 's3Object', /./s, 'a text', at),
      hash,
      hashAlgorithm: algorithm,
    };
  });
}

function hashIn(owner: Json, name: string, at = ''): string {
  return textIn(owner, name, /^[0-9a-f]{64}$/i, '64 hexadecimal digits', at).toLowerCase();
}

function textIn(owner: Json, name: string, pattern = /./s, expected = 'a text', at = ''): string {
  const value = owner[name];
  if (typeof value !== 'string' || !pattern.test(value)) throw defect(at + name, value, expected);
  return value;
}

function timeIn(document: Json, name: string): number {
  const text = textIn(document, name, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, 'a time such as 2026-07-10T12:01:31Z');
  const time = Date.parse(text);
  // Half of JavaScript's parsers make the 2nd of March of the 30th of February.
  if (Number.isNaN(time) || timeText(time) !== text) throw defect(name, text, 'a time that is on the calendar');
  return time;
}

/** A time as CloudTrail writes it: `2026-07-10T12:01:31Z`. */
export function timeText(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function defect(name: string, value: unknown, expected: string): DigestDefect {
  const got = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100);
  return new DigestDefect(`${name} should be ${expected}, but is ${got}`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
