// Small mistakes in how an event is compared with selectors. Each text must be in its file exactly once.
const EVALUATE = ['documented-cases', 'evaluate', 'evaluate-basic', 'evaluate-properties', 'equivalent-selectors'];
const evaluate = (name, from, to) => ({ name, file: 'lib/selection/evaluate.ts', from, to, tests: EVALUATE });
const fields = (name, from, to) => ({ name, file: 'lib/selection/event-fields.ts', from, to, tests: EVALUATE });
const conditions = (name, from, to, tests = EVALUATE) => ({ name, file: 'lib/selection/conditions.ts', from, to, tests });
const normal = (name, from, to) => ({ name, file: 'lib/selection/normal.ts', from, to, tests: EVALUATE });
const record = (name, from, to) => ({ name, file: 'lib/log-format/record.ts', from, to, tests: EVALUATE });

export default [
  // Selectors are alternatives, fields are not, and what is excluded stays excluded.
  evaluate('all selectors must match, in place of any', 'other.closeness > closest.closeness', 'other.closeness < closest.closeness'),
  evaluate(
    'one matching field suffices',
    "fields.find(({ logged }) => logged === 'no') ??",
    "(fields.every(({ logged }) => logged === 'no') ? fields[0] : undefined) ??",
  ),
  evaluate('exclusions are ignored', 'if (hit) return', 'if (false) return'),
  evaluate(
    'a selected value outweighs an exclusion',
    'if (hit) return',
    "if (hit && anyHolds(selecting(fieldSelector), actual, options) !== 'yes') return",
  ),
  evaluate(
    'only the first exclusion counts',
    'const unwanted = deselecting(fieldSelector);',
    'const unwanted = deselecting(fieldSelector).slice(0, 1);',
  ),
  evaluate('an exclusion without selected values selects nothing', "wanted.length === 0 ? 'yes'", "wanted.length === 0 ? 'no'"),
  evaluate(
    'all selecting conditions must hold',
    'if (conditions.some((condition) => hits(condition, values)))',
    'if (conditions.every((condition) => hits(condition, values)))',
  ),
  evaluate(
    'of several resources all must match',
    'possible.some((value) => holds(condition, value))',
    'possible.every((value) => holds(condition, value))',
  ),
  evaluate('what cannot be told is taken for logged', "return maybe ? 'unknown' : 'no';", "return maybe ? 'yes' : 'no';"),
  evaluate('what cannot be told is taken for not logged', "return maybe ? 'unknown' : 'no';", "return 'no';"),
  evaluate('an exclusion that cannot be told is ignored', " || anyHolds(unwanted, actual, options) === 'unknown'", ''),
  evaluate('a resource without type leaves everything open', '(candidates === undefined || hits(condition, candidates))', 'true'),
  evaluate('a value that is known later is compared as it is written', 'isLater(condition.value) ? unsure || values.length > 0 :', 'false ? true :'),
  evaluate('Insights events are taken for management events', "if (['Insight', 'Aggregated'].includes(category))", 'if (false)'),
  evaluate('aggregated events are taken for others', "['Insight', 'Aggregated']", "['Insight']"),
  evaluate('an event that is not sure is reported before one that is', 'unknown: Number.MAX_SAFE_INTEGER', 'unknown: -1'),
  evaluate('the selector that comes least close is named', 'no: matched }', 'no: -matched }'),
  evaluate('selectors are counted from one', '{ selector: index };', '{ selector: index + 1 };'),

  // What an event says in a field.
  fields('readOnly is true wherever it is present', 'sure([String(record.readOnly)])', 'sure([String(Boolean(record.readOnly))])'),
  fields('a missing readOnly is false', '{ values: [], unsure: true } : sure([String', "sure(['false']) : sure([String"),
  fields('a missing readOnly matches nothing', '{ values: [], unsure: true } : sure([String', 'sure([]) : sure([String'),
  fields('the type of the first resource alone counts', 'return typesOf(resourcesOf(record));', 'return typesOf(resourcesOf(record).slice(0, 1));'),
  fields('the ARN of the first resource alone counts', 'return arnsOf(resourcesOf(record), ', 'return arnsOf(resourcesOf(record).slice(0, 1), '),
  fields('ARNs of resources of all types count', 'type !== undefined && types.includes(type)', 'type !== undefined'),
  fields(
    'a resource without type counts as one of the right type',
    '(type) => type !== undefined && types.includes(type)',
    '(type) => type === undefined || types.includes(type)',
  ),
  fields('a resource without type is no resource', 'unsure: types.length < resources.length', 'unsure: false'),
  fields('ARNPrefix is ignored', 'ARN ?? ARNPrefix;', 'ARN;'),
  fields('the name of the user is taken for the ARN', 'record.userIdentity?.arn', '(record.userIdentity as { userName?: string })?.userName'),
  fields('a missing field is an empty text', 'value === undefined || value === null ? [] :', "value === undefined || value === null ? [''] :"),
  fields('an unknown field matches nothing', '[field])) : { values: [], unsure: true }', '[field])) : sure([])'),
  fields(
    'the category of the record is not read',
    "typeof record.eventCategory === 'string' ? record.eventCategory : eventCategoryOf(record)",
    'eventCategoryOf({ ...record, eventCategory: undefined })',
  ),
  fields(
    'a record without category has none',
    "[typeof record.eventCategory === 'string' ? record.eventCategory : eventCategoryOf(record)]",
    '[String(record.eventCategory)]',
  ),
  record('one spelling of the type of network activity is not known', '  AwsVpceEvents: ', '  AwsVpceEventz: '),
  record('the other spelling is not known', '  AwsVpceEvent: ', '  AwsVpceEventz: '),
  record('managementEvent is read the other way round', "managementEvent ? 'Management' : 'Data'", "managementEvent ? 'Data' : 'Management'"),
  record(
    'what tells nothing is a data event',
    "accessOfCall(service, eventName) ? 'Data' : 'Management'",
    "accessOfCall(service, eventName) ? 'Data' : 'Data'",
  ),

  // Conditions.
  conditions('Equals ignores case', 'Equals: actual === value', 'Equals: actual.toLowerCase() === value.toLowerCase()'),
  conditions('StartsWith ignores case', 'actual.startsWith(value)', 'actual.toLowerCase().startsWith(value.toLowerCase())'),
  conditions('Equals is StartsWith', 'Equals: actual === value', 'Equals: actual.startsWith(value)'),
  conditions('StartsWith is Equals', 'StartsWith: actual.startsWith(value)', 'StartsWith: actual === value'),
  conditions('StartsWith finds the value anywhere', 'actual.startsWith(value)', 'actual.includes(value)'),
  conditions('StartsWith is turned round', 'actual.startsWith(value)', 'value.startsWith(actual)'),
  conditions('EndsWith finds the value anywhere', 'actual.endsWith(value)', 'actual.includes(value)'),
  conditions('EndsWith is not known', "['Equals', 'StartsWith', 'EndsWith'] as const", "['Equals', 'StartsWith'] as const"),
  conditions('exclusions are read from the selecting operators', 'fieldSelector[`Not${how}`]', 'fieldSelector[how]'),

  // Basic event selectors.
  normal('a trail without selectors logs data events', "equals('eventCategory', ['Management'])] } }];", "equals('eventCategory', ['Data'])] } }];"),
  normal('management events are off by default', 'IncludeManagementEvents = true', 'IncludeManagementEvents = false'),
  normal('only writes by default', "ReadWriteType = 'All'", "ReadWriteType = 'WriteOnly'"),
  normal('ReadOnly and WriteOnly are exchanged', "{ ReadOnly: 'true', WriteOnly: 'false' }", "{ ReadOnly: 'false', WriteOnly: 'true' }"),
  normal(
    'ReadWriteType is for management events alone',
    "equals('resources.type', [resource.Type]), ...readOnly,",
    "equals('resources.type', [resource.Type]),",
  ),
  normal('ReadWriteType is for data events alone', "['Management']), ...readOnly, ...excluded]", "['Management']), ...excluded]"),
  normal('excluded sources are not excluded', '...readOnly, ...excluded]', '...readOnly]'),
  normal('excluded sources are the only ones', 'NotEquals: ExcludeManagementEventSources', 'Equals: ExcludeManagementEventSources'),
  normal('only one excluded source counts', 'NotEquals: ExcludeManagementEventSources', 'NotEquals: ExcludeManagementEventSources.slice(0, 1)'),
  normal('the form for all resources is a prefix like any other', 'if (Values.some(meansAll)) return [];', ''),
  normal('all values must mean all', 'Values.some(meansAll)', 'Values.every(meansAll)'),
  normal('functions are prefixes', "return [equals('resources.ARN', Values)];", "return [{ Field: 'resources.ARN', StartsWith: Values }];"),
  normal('tables are prefixes', 'Equals: Values, StartsWith: Values.map((table) => `${table}/stream/`)', 'StartsWith: Values'),
  normal('the stream of a table is forgotten', ', StartsWith: Values.map((table) => `${table}/stream/`)', ''),
  normal('objects are exact', "return [{ Field: 'resources.ARN', StartsWith: Values }];", "return [equals('resources.ARN', Values)];"),
  normal('no value means all', 'DataResources.filter(({ Values = [] }) => Values.length > 0)', 'DataResources'),
  {
    name: 'the form for all resources is known in one partition',
    file: 'lib/selection/arn.ts',
    from: 'const SERVICE = new RegExp(`^arn:${PART}:${PART}`);',
    to: 'const SERVICE = new RegExp(`^arn:(aws):${PART}`);',
    tests: EVALUATE,
  },
  { name: 'the form of the CDK for all objects is not known', file: 'lib/selection/arn.ts', from: "['', ':::']", to: "['']", tests: ['check-basic'] },
  { name: 'all tables cannot be meant', file: 'lib/selection/arn.ts', from: "['s3', 'lambda', 'dynamodb']", to: "['s3', 'lambda']", tests: EVALUATE },
];
