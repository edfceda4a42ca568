const text = { type: 'string', minLength: 1 };
const object = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });
const message = object({ text });
const uri = { type: 'string', pattern: "^[A-Za-z0-9._~!$&'()*+,;=@%/-]+$" };
const physicalLocation = object({
  artifactLocation: object({ uri }),
  region: object({ startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 } }),
});
const FINGERPRINT = { type: 'string', pattern: '^[0-9a-f]{32}:\\d+$' };
const level = (...levels: string[]) => ({ enum: levels });

const rule = object(
  {
    id: text,
    name: text,
    shortDescription: message,
    fullDescription: message,
    help: object({ text, markdown: text }),
    defaultConfiguration: object({ level: level('error', 'warning', 'note') }),
    properties: object(
      { tags: list(text, { maxItems: 20, uniqueItems: true }), 'security-severity': { type: 'string', pattern: '^\\d\\.\\d$' }, severity: text },
      ['tags', 'security-severity'],
    ),
  },
  ['id', 'shortDescription', 'fullDescription', 'help', 'defaultConfiguration', 'properties'],
);

const result = {
  ...object(
    {
      ruleId: text,
      ruleIndex: { type: 'integer', minimum: 0 },
      kind: { enum: ['fail', 'review'] },
      level: level('error', 'warning', 'note', 'none'),
      message,
      locations: list(
        object(
          {
            physicalLocation,
            logicalLocations: list(object({ name: text, fullyQualifiedName: text, kind: { const: 'resource' } }), { minItems: 1 }),
          },
          ['physicalLocation'],
        ),
        { minItems: 1, maxItems: 1 },
      ),
      relatedLocations: list(object({ id: { type: 'integer', minimum: 0 }, physicalLocation, message }), { uniqueItems: true }),
      partialFingerprints: object({ 'cdkCloudTrail/v1': FINGERPRINT, primaryLocationLineHash: FINGERPRINT }),
      suppressions: list(object({ kind: { const: 'external' }, status: { const: 'accepted' }, justification: text }), { minItems: 1 }),
      properties: { type: 'object' },
    },
    ['ruleId', 'ruleIndex', 'kind', 'level', 'message', 'locations', 'relatedLocations', 'partialFingerprints', 'properties'],
  ),
  // What is no failure has no level: otherwise it is not SARIF.
  if: { properties: { kind: { const: 'fail' } } },
  // biome-ignore lint/suspicious/noThenProperty: this is how JSON Schema calls it.
  then: { properties: { level: level('error', 'warning', 'note') } },
  else: { properties: { level: level('none') } },
};

/** What SARIF 2.1.0 and code scanning ask of the members that a report has, as a JSON Schema. */
export const SARIF = object({
  $schema: { const: 'https://json.schemastore.org/sarif-2.1.0.json' },
  version: { const: '2.1.0' },
  runs: list(
    object({
      tool: object({ driver: object({ name: text, version: text, rules: list(rule, { uniqueItems: true }), properties: { type: 'object' } }) }),
      automationDetails: object({ id: text }),
      columnKind: { const: 'utf16CodeUnits' },
      invocations: list(
        object({
          executionSuccessful: { type: 'boolean' },
          toolExecutionNotifications: list(object({ level: level('error', 'note'), message })),
        }),
      ),
      artifacts: list(object({ location: object({ uri }), hashes: object({ 'sha-256': text }) }), { uniqueItems: true }),
      results: list(result),
      properties: { type: 'object' },
    }),
    { minItems: 1, maxItems: 1 },
  ),
});
