import { conditionMatcher } from './conditions';
import type { PolicyDocument } from './document';
import { notPrincipalMatcher, principalMatcher } from './principal';
import type { AccessRequest, RequestContext } from './request';
import { UnsupportedPolicyError, within } from './unsupported-policy-error';
import { isObject, literals, quoted } from './values';
import { actionPattern, type Matcher, resourcePattern } from './wildcard';

/** A statement that was read and understood whole. */
export interface Statement {
  /** Its position in its document. */
  readonly index: number;
  readonly sid?: string;
  /** Where it is, for a message. */
  readonly place: string;
  readonly effect: 'Allow' | 'Deny';
  /** Whether it is about a request. */
  readonly appliesTo: (request: AccessRequest, context: RequestContext) => boolean;
}

type Json = Readonly<Record<string, unknown>>;

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** Reads a policy. Fails for anything in it that is not understood, whatever will be asked. */
export function statementsOf(document: PolicyDocument): Statement[] {
  const json: unknown = document;
  if (!isObject(json)) throw new UnsupportedPolicyError(`${quoted(json)} is not a policy; give an object with a Statement`);
  refuseOthers(json, DOCUMENT_ELEMENTS);
  if (!['2012-10-17', '2008-10-17', undefined].includes(json.Version as string | undefined)) {
    throw new UnsupportedPolicyError(`version ${quoted(json.Version)} is not known; write 2012-10-17`);
  }
  return [json.Statement].flat().map((statement, index) => {
    const sid = isObject(statement) && typeof statement.Sid === 'string' ? ` (${statement.Sid})` : '';
    const place = `statement ${index}${sid}`;
    return within(place, () => ({ index, place, ...read(statement) }));
  });
}

function read(json: unknown): Omit<Statement, 'index' | 'place'> {
  if (!isObject(json)) throw new UnsupportedPolicyError(`${quoted(json)} is not a statement; give an object with an Effect`);
  refuseOthers(json, STATEMENT_ELEMENTS);
  const { Sid: sid, Effect: effect } = json;
  if (sid !== undefined && typeof sid !== 'string') throw new UnsupportedPolicyError(`Sid ${quoted(sid)} is not a string; write one or leave it out`);
  if (effect !== 'Allow' && effect !== 'Deny') throw new UnsupportedPolicyError(`Effect ${quoted(effect)} is not known; write Allow or Deny`);
  if (effect === 'Allow' && 'NotPrincipal' in json) {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    throw new UnsupportedPolicyError('AWS does not support NotPrincipal with Allow; name who is allowed in Principal');
  }
  const isPrincipal = either(json, 'Principal', (value, not) => (not ? notPrincipalMatcher(value) : principalMatcher(value)));
  const isAction = either(json, 'Action', patterns(actionPattern));
  const isResource = either(json, 'Resource', patterns(resourcePattern));
  const holds = within('Condition', () => conditionMatcher(json.Condition));
  return {
    ...(sid !== undefined && { sid }),
    effect,
    appliesTo: ({ principal, action, resource }, context) =>
      [isPrincipal(principal), isAction(action), isResource(resource), holds(context)].every(Boolean),
  };
}

/** Reads an element or its negation, of which a statement has exactly one. */
function either<T>(json: Json, name: string, reader: (value: unknown, not: boolean) => T): T {
  const [found, another] = [name, `Not${name}`].filter((element) => element in json);
  if (found === undefined || another !== undefined) {
    throw new UnsupportedPolicyError(
      `${found === undefined ? `neither ${name} nor` : `both ${name} and`} Not${name}; write one of them${hint(name, found)}`,
    );
  }
  return within(found, () => reader(json[found], found !== name));
}

function hint(name: string, found: string | undefined): string {
  if (found !== undefined) return '';
  if (name === 'Principal') return ', or attach an identity policy with attachedTo()';
  return name === 'Resource' ? ', or attach a trust policy with trustPolicyOf()' : '';
}

function patterns(pattern: (text: string) => Matcher): (value: unknown, not: boolean) => Matcher {
  return (value, not) => {
    const matchers = literals(value).map(pattern);
    return (text) => matchers.some((matches) => matches(text)) !== not;
  };
}

function refuseOthers(json: Json, known: readonly string[]): void {
  const stranger = Object.keys(json).find((element) => !known.includes(element));
  if (stranger !== undefined) throw new UnsupportedPolicyError(`element ${quoted(stranger)} is not known; write one of ${known.join(', ')}`);
}
