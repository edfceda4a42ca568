// Small mistakes in what is refused, and in what could be logged. Each text must be in its file exactly once.
const CHECK = ['check-advanced', 'check-basic', 'check-meaning', 'documented-examples', 'limits', 'insights'];
const REACH = ['exclusions', 'reach', 'check-meaning', 'compact'];
const check = (name, file, from, to, tests = CHECK) => ({ name, file: `lib/selection/${file}.ts`, from, to, tests });
const says = (name, from, to) => check(name, 'words', from, to, ['words', 'words-management']);
const reach = (name, from, to) => check(name, 'reach', from, to, REACH);

export default [
  // Limits.
  check('the limit of values is off by one', 'check-advanced', 'count <= LIMITS.values', 'count < LIMITS.values'),
  check(
    'only what selects counts as a value',
    'check-advanced',
    'return OPERATORS.flatMap((operator) => fieldSelector[operator] ?? []);',
    'return OPERATORS.slice(0, 3).flatMap((operator) => fieldSelector[operator] ?? []);',
  ),
  check(
    'values are counted by selector',
    'check-advanced',
    'selectors.flatMap(({ FieldSelectors }) => FieldSelectors.flatMap(allValues)).length',
    'Math.max(0, ...selectors.map(({ FieldSelectors }) => FieldSelectors.flatMap(allValues).length))',
  ),
  check(
    'the limit of the length of a value is off by one',
    'check-advanced',
    'value.length > LIMITS.valueLength',
    'value.length >= LIMITS.valueLength',
  ),
  check('the limit of the length of a name is off by one', 'check-advanced', 'Name.length <= LIMITS.nameLength', 'Name.length < LIMITS.nameLength'),
  check('500 values are 499', 'limits', 'values: 500', 'values: 499'),
  check('six basic selectors are allowed', 'limits', 'basicSelectors: 5', 'basicSelectors: 6'),
  check(
    'the limit of basic selectors is off by one',
    'check-basic',
    'selectors.length > LIMITS.basicSelectors',
    'selectors.length >= LIMITS.basicSelectors',
  ),
  check('251 resources are allowed', 'check-basic', 'counted > LIMITS.dataResources', 'counted > LIMITS.dataResources + 1'),
  check('forms for all resources count', 'check-basic', 'values.filter((value) => !meansAll(value)).length', 'values.length'),

  // Fields, operators, values.
  check('a field twice is not found', 'check-advanced', 'fields.indexOf(field) < index', 'fields.indexOf(field) > index'),
  check(
    'management events can be selected by name',
    'fields',
    '    readOnly: READ_ONLY,\n  },\n  Data: {',
    '    readOnly: READ_ONLY,\n    eventName: ANY,\n  },\n  Data: {',
  ),
  check(
    'readOnly takes all operators',
    'fields',
    "const READ_ONLY: FieldRule = { operators: ['Equals'],",
    'const READ_ONLY: FieldRule = { operators: OPERATORS,',
  ),
  check('network activity takes no ARN of the user', 'fields', "    // Since July 2026, and for trails only.\n    'userIdentity.arn': ANY,", ''),
  check('management sources can be selected', 'check-field-rules', "used.filter((operator) => operator !== 'NotEquals')", 'used.slice(0, 0)'),
  check('any management source can be left out', 'check-field-rules', '...values.filter((value) => !excludable.includes(value))', ''),
  check('two values are one', 'check-field-rules', 'values.length < 2', 'values.length < 3'),
  check(
    'a field is for another category by mistake',
    'check-field-rules',
    'if (rule === undefined) return [fieldForCategory(Field, category, place)];',
    'if (rule === undefined) return [];',
  ),
  check(
    'AWS answers with another category',
    'check-field-rules',
    'when the eventCategory field value equals ${category}: ${field}.',
    'when the eventCategory field value equals Data: ${field}.',
  ),
  check('AWS answers with another field', 'check-category', 'equals ${category}: [${field}].', 'equals ${category}: [eventSource].'),
  check(
    'AWS answers to a wrong value with the message for a wrong type',
    'check-data-resources',
    'Value ${value} for DataResources.Values is invalid.',
    'Value ${value} for DataResources.Type is invalid',
  ),
  check('a resource type is not required', 'check-category', "Data: 'resources.type'", 'Data: undefined'),
  check('an event source is not required', 'check-category', "NetworkActivity: 'eventSource'", 'NetworkActivity: undefined'),
  check(
    'categories of event data stores are for trails',
    'check-category',
    'meant === undefined && !EVENT_DATA_STORE_CATEGORIES.includes(value)',
    'meant === undefined',
  ),

  // Severities: what AWS surely refuses is an error, what may be newer than the library is a warning.
  check('an unknown type is an error', 'problems', "unknownType: 'warning'", "unknownType: 'error'"),
  check('an unknown field is an error', 'problems', "unknownField: 'warning'", "unknownField: 'error'"),
  check('too many values are a warning', 'problems', "valueCount: 'error'", "valueCount: 'warning'"),
  check('a bucket without slash in a basic selector is a warning', 'problems', "basicBucketSlash: 'error'", "basicBucketSlash: 'warning'"),

  // What is accepted and not meant.
  check('wildcards are found at the end alone', 'check-meaning', "if (!value.includes('*'))", "if (!value.endsWith('*'))"),
  check('a bucket without slash is not found', 'check-meaning', '/^[^/]*[^/.-]$/', '/^[^/]*[^/.-]\\/$/'),
  check('the beginning of the names of several buckets is taken for one', 'check-meaning', '/^[^/]*[^/.-]$/', '/^[^/]*$/'),
  check('a bucket as if it were an object is found without slash alone', 'check-meaning', '/^[^/]*\\/?$/', '/^[^/]*$/'),
  check(
    'an exclusion of a bucket without slash is not found',
    'check-meaning',
    "operator.endsWith('StartsWith') && /^",
    "operator === 'StartsWith' && /^",
  ),
  check(
    'a contradiction is only one of equal values',
    'check-meaning',
    'covers(condition, narrow))',
    'condition.value === narrow.value && condition.how === narrow.how)',
  ),
  check('one contradiction of several spoils the whole selector', 'check-meaning', 'useless.length === wanted.length', 'useless.length > 0'),
  check('a basic bucket without slash is not found', 'check-data-resources', "return path.includes('/')\n      ? []", 'return true\n      ? []'),
  check('all functions are those of this account', 'check-data-resources', "return service === 'dynamodb' ? []", "return service !== 's3' ? []"),
  check(
    'management events of a data selector are not mentioned',
    'check-basic',
    'IncludeManagementEvents !== undefined || DataResources.length === 0',
    'true',
  ),
  check('of two selectors the wide one is called superfluous', 'check-shadowing', '!logsAll(other, narrow)', '!logsAll(narrow, other)'),
  check(
    'only one of several deselected values must be covered',
    'conditions',
    'return inside && deselecting(demand).every(outside);',
    'return inside && (deselecting(demand).length === 0 || deselecting(demand).some(outside));',
    ['reach', 'check-meaning', 'compact', 'words'],
  ),
  check(
    'one selected resource tells that none is excluded',
    'conditions',
    "const single = !given.Field.startsWith('resources.');",
    'const single = true;',
    REACH,
  ),
  check('a longer value covers a shorter one', 'conditions', 'holds(wide, narrow.value);', 'holds(narrow, wide.value);', [
    ...REACH,
    'documented-cases',
  ]),
  check('StartsWith covers EndsWith', 'conditions', "(narrow.how === 'Equals' || narrow.how === wide.how) && ", '', REACH),
  check('a placeholder is another value', 'conditions', '!isUnresolved(one.value) && !isUnresolved(unwanted.value) && ', '', [...REACH, ...CHECK]),

  // What a trail could log of a log bucket.
  reach('an excluded bucket could be reached', 'if (unwanted.some((condition) => covers(condition, objects))) return false;', ''),
  reach(
    'any exclusion is one of the bucket',
    'deselecting(fieldSelector).some((unwanted) => covers(unwanted, objects))',
    'deselecting(fieldSelector).length > 0',
  ),
  reach(
    'a bucket with a longer name is the bucket',
    "(condition.how === 'StartsWith' && objectsArn.startsWith(condition.value))",
    "condition.how === 'StartsWith'",
  ),
  reach('a part of the bucket is not the bucket', 'covers(objects, condition) || ', ''),
  reach('an ending cannot reach a bucket', "condition.how === 'EndsWith' || ", ''),
  reach('selectors of reads log deliveries', "couldBe(selector, 'readOnly', 'false', options) &&", ''),
  reach('selectors of writes log no deliveries', "couldBe(selector, 'readOnly', 'false', options)", "couldBe(selector, 'readOnly', 'true', options)"),
  reach('selectors of other calls log deliveries', "couldBe(selector, 'eventName', 'PutObject', options) &&", ''),
  reach('selectors of other types reach objects', "couldBe(selector, 'resources.type', 'AWS::S3::Object', options) &&", ''),
  reach('a placeholder cannot be the bucket', 'isUnresolved(condition.value) || isUnresolved(objectsArn)', 'false'),

  // Insights.
  check(
    'Insights on the rate of calls need no writes',
    'insights',
    "InsightType === 'ApiCallRateInsight' ? 'write'",
    "InsightType === 'ApiCallRateInsight' ? undefined",
  ),
  check('Insights look at data events by default', 'insights', "insight.EventCategories ?? ['Management']", "insight.EventCategories ?? ['Data']"),
  check('reads are taken for writes', 'coverage', "{ read: 'false', write: 'true' }", "{ read: 'true', write: 'false' }"),
  check('the slash of a bucket is dropped', '../selectors/s3-objects', '${bucket.bucketRef.bucketArn}/`', '${bucket.bucketRef.bucketArn}`', [
    '../selectors/event-selector',
  ]),
  check('NotStartsWith is written as StartsWith', '../selectors/render', "notStartsWith: 'NotStartsWith'", "notStartsWith: 'StartsWith'", [
    '../selectors/event-selector',
    'evaluate-properties',
  ]),
  check('an empty list is written as none', '../selectors/render', 'operators[property] ? [[operator', 'operators[property]?.length ? [[operator', [
    'empty-lists',
  ]),

  // What is said of a trail.
  says(
    'a bucket is said to be hidden though another selector logs it',
    ' && !parts.some(({ selector }) => couldLogDeliveries(selector, bucket, options))',
    '',
  ),
  says('a bucket is said to be hidden though no selector leaves it out', 'parts.some(({ selector }) => excludes(selector, bucket)) && ', ''),
  says(
    'reads are said to be missing where writes are',
    "const access = reads ? ['Does not log management events that write.']",
    "const access = writes ? ['Does not log management events that write.']",
  ),
  says('an excluded source is not mentioned', 'return missing.length === 0 ? []', 'return missing.length >= 0 ? []'),
  says('a half of an excluded source is called all of it', 'missing.length === 1 && reads && writes', 'false'),
];
