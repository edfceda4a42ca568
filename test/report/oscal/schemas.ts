import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

/** NIST's schemas are of draft 7, with classes of Unicode in their patterns; their formats are checked here. */
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: true });
ajv.addFormat('date-time', { validate: (text: string) => !Number.isNaN(Date.parse(text)) });
ajv.addFormat('uri', { validate: (text: string) => URL.canParse(text) });
ajv.addFormat('uri-reference', { validate: (text: string) => URL.canParse(text, 'https://example.com/a/') && !/[\s<>"{}|\\^`]/.test(text) });
ajv.addFormat('email', true);

function schema(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(join(__dirname, '../../fixtures/oscal', `${name}.json`), 'utf8')));
}

const schemas = { 'assessment-results': schema('oscal_assessment-results_schema'), 'component-definition': schema('oscal_component_schema') };

/** What NIST's schema has against a document. */
export function problemsOf(document: unknown): string[] {
  const [kind] = Object.keys(document as object);
  const validate = schemas[kind as keyof typeof schemas];
  return validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
