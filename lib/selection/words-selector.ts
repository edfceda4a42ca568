import { type Condition, deselecting, selecting } from './conditions';
import { type AdvancedEventSelector, categoryOf, type FieldSelector, fieldSelectorsOf, valuesOf } from './selector';
import { type Display, enumerate, sentence, textOf } from './words-list';
import { resourcesInWords } from './words-resources';

/** A sentence that says what a selector logs. `hidden` are values that are not worth mentioning, since they are said elsewhere. */
export function selectorInWords(selector: AdvancedEventSelector, hidden: readonly string[], display: Display): string {
  const { subject, whole, ofEquals } = subjectOf(selector, hidden, display);
  const clauses = selector.FieldSelectors.filter(({ Field }) => !whole.includes(Field)).flatMap((field) =>
    clausesOf(['eventCategory', ...ofEquals].includes(field.Field) ? { ...field, Equals: [] } : field, display),
  );
  return sentence(`Logs ${[subject, ...clauses.sort()].join('; ')}`);
}

/** What is logged; the fields that this says as a whole, and those of which it says what they equal. */
interface Subject {
  readonly subject: string;
  readonly whole: readonly string[];
  readonly ofEquals: readonly string[];
}

function subjectOf(selector: AdvancedEventSelector, hidden: readonly string[], display: Display): Subject {
  switch (categoryOf(selector)) {
    case 'Management':
      return { subject: managementEvents(selector, display), whole: ['readOnly', 'eventSource'], ofEquals: [] };
    case 'Data':
      return { subject: dataEvents(selector, hidden, display), whole: ['readOnly', 'resources.ARN'], ofEquals: ['resources.type'] };
    case 'NetworkActivity': {
      const services = enumerate(valuesOf(selector, 'eventSource').map(display), 'and') || 'all services';
      return { subject: `calls of ${services} through VPC endpoints`, whole: [], ofEquals: ['eventSource'] };
    }
    default: {
      const categories = enumerate(valuesOf(selector, 'eventCategory').map(display), 'or') || 'that is missing';
      return { subject: `events of the category ${categories}`, whole: [], ofEquals: [] };
    }
  }
}

function managementEvents(selector: AdvancedEventSelector, display: Display): string {
  const events = {
    both: 'all management events (reads and writes)',
    read: 'management events that read',
    write: 'management events that write',
    other: `management events ${readOnlyInWords(selector, display)}`,
  }[accessOf(selector)];
  const sources = fieldSelectorsOf(selector, 'eventSource');
  const only = sources.flatMap(selecting).map((source) => textOf(source, display));
  const except = sources.flatMap(deselecting).map((source) => textOf(source, display));
  return `${events}${only.length > 0 ? ` of ${enumerate(only, 'and')}` : ''}${except.length > 0 ? `, except those of ${enumerate(except, 'and')}` : ''}`;
}

function dataEvents(selector: AdvancedEventSelector, hidden: readonly string[], display: Display): string {
  const types = valuesOf(selector, 'resources.type');
  const resources = resourcesInWords(types, fieldSelectorsOf(selector, 'resources.ARN'), hidden, display);
  const access = accessOf(selector);
  if (types.length === 1 && types[0] === 'AWS::Lambda::Function') {
    const which = { both: '', read: ' that is a read', write: ' that is a write', other: ` ${readOnlyInWords(selector, display)}` }[access];
    return `every invocation${which} of ${resources}`;
  }
  const verb = { both: 'every read and write of', read: 'reads of', write: 'writes to', other: `events ${readOnlyInWords(selector, display)} of` };
  return `${verb[access]} ${resources}`;
}

function accessOf(selector: AdvancedEventSelector): 'both' | 'read' | 'write' | 'other' {
  const conditions = fieldSelectorsOf(selector, 'readOnly');
  if (conditions.every((condition) => selecting(condition).length + deselecting(condition).length === 0)) return 'both';
  const [value, ...others] = valuesOf(selector, 'readOnly');
  const plain = others.length === 0 && conditions.every((condition) => deselecting(condition).length === 0 && selecting(condition).length === 1);
  return (plain && { true: 'read' as const, false: 'write' as const }[value as string]) || 'other';
}

function readOnlyInWords(selector: AdvancedEventSelector, display: Display): string {
  return enumerate(
    fieldSelectorsOf(selector, 'readOnly').flatMap((condition) => clausesOf(condition, display)),
    'and',
  );
}

/** How the values of a field are introduced. */
const PHRASES: Readonly<Record<string, string>> = {
  eventName: 'events named',
  eventSource: 'events of the event source',
  eventType: 'events of the event type',
  'userIdentity.arn': 'calls by',
  vpcEndpointId: 'calls through the VPC endpoint',
};

/** Conditions that are best said as a whole. */
const WHOLE: Readonly<Record<string, string>> = {
  'sessionCredentialFromConsole true': 'events of console sessions',
  'errorCode VpceAccessDenied': 'calls that the policy of the endpoint denied',
};

function clausesOf(fieldSelector: FieldSelector, display: Display): string[] {
  return [
    ...clause('only', fieldSelector.Field, selecting(fieldSelector), display),
    ...clause('not', fieldSelector.Field, deselecting(fieldSelector), display),
  ];
}

function clause(word: 'only' | 'not', field: string, conditions: readonly Condition[], display: Display): string[] {
  if (conditions.length === 0) return [];
  const values = enumerate(
    conditions.map((condition) => textOf(condition, display)),
    'or',
  );
  return [`${word} ${WHOLE[`${field} ${values}`] ?? `${PHRASES[field] ?? `where ${field} is`} ${values}`}`];
}
