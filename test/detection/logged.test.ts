import { unloggedBy } from '../../lib/detection/logged';
import type { AdvancedEventSelector, FieldSelector } from '../../lib/selection/selector';
import { rule } from './rules';

const management = (...others: FieldSelector[]): AdvancedEventSelector => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...others],
});
const data = (type: string, ...others: FieldSelector[]): AdvancedEventSelector => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: [type] }, ...others],
});

const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };
const get = { eventSource: 's3.amazonaws.com', eventName: 'GetObject' };
const key = { eventSource: 'kms.amazonaws.com', eventName: ['DisableKey', 'ScheduleKeyDeletion'] };
const withoutKms = management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] });

function fixOf(selection: unknown, AdvancedEventSelectors: AdvancedEventSelector[], isUnresolved?: (value: string) => boolean) {
  return unloggedBy(rule({ selection, condition: 'selection' }), { AdvancedEventSelectors }, { isUnresolved })?.fix;
}

test.each<[string, unknown, AdvancedEventSelector[], string]>([
  ['reads of objects, where only management events are logged', get, [management()], "add 'EventSelector.s3Objects()'"],
  ['the same in another case', { eventSource: 'S3.amazonaws.com', eventName: 'getobject' }, [management()], "add 'EventSelector.s3Objects()'"],
  [
    'reads of objects, where writes are logged',
    get,
    [data('AWS::S3::Object', { Field: 'readOnly', Equals: ['false'] })],
    "add 'EventSelector.s3Objects()'",
  ],
  ['reads of objects, where functions are', get, [data('AWS::Lambda::Function')], "add 'EventSelector.s3Objects()'"],
  ['invocations', { eventSource: 'lambda.amazonaws.com', eventName: 'Invoke' }, [management()], "add 'EventSelector.lambdaInvocations()'"],
  ['management events, where data events are logged', stop, [data('AWS::S3::Object')], "add 'EventSelector.managementEvents()'"],
  ['a source that is left out', key, [withoutKms], "leave the events in 'EventSelector.managementEvents()' in"],
  [
    'changes, where reads are logged',
    stop,
    [management({ Field: 'readOnly', Equals: ['true'] })],
    "leave the events in 'EventSelector.managementEvents()' in",
  ],
  [
    'lists, where changes are',
    { eventName: 'ListUsers' },
    [management({ Field: 'readOnly', Equals: ['false'] })],
    "leave the events in 'EventSelector.managementEvents()' in",
  ],
  [
    'network activity of another service',
    stop,
    [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['NetworkActivity'] },
          { Field: 'eventSource', Equals: ['s3.amazonaws.com'] },
        ],
      },
    ],
    "add 'EventSelector.managementEvents()'",
  ],
])('finds a rule without events: %s', (_, selection, selectors, fix) => {
  expect(fixOf(selection, selectors)).toBe(fix);
});

test.each<[string, unknown, AdvancedEventSelector[]]>([
  ['management events', stop, [management()]],
  ['management events of a trail without selectors', stop, []],
  ['reads of objects', get, [management(), data('AWS::S3::Object')]],
  ['one of several names', { eventSource: 's3.amazonaws.com', eventName: ['GetObject', 'PutBucketPolicy'] }, [management()]],
  ['no names at all', { 'userIdentity.type': 'Root' }, [data('AWS::SQS::Queue')]],
  ['a name of any source', { eventName: 'GetObject' }, [management()]],
  ['data events of a service without a list of calls', { eventSource: 'sqs.amazonaws.com', eventName: 'SendMessage' }, [data('AWS::SQS::Queue')]],
  [
    'a call that may read or write',
    { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole' },
    [management({ Field: 'readOnly', Equals: ['true'] })],
  ],
])('says nothing where it may have events: %s', (_, selection, selectors) => {
  expect(fixOf(selection, selectors)).toBeUndefined();
});

test('what is known only later may be anything', () => {
  const isUnresolved = (value: string) => value === '?';

  expect(fixOf(key, [management({ Field: 'eventSource', NotEquals: ['?'] })], isUnresolved)).toBeUndefined();
  expect(fixOf(stop, [management({ Field: 'eventSource', Equals: ['?'] })], isUnresolved)).toBeUndefined();
  expect(fixOf(get, [data('?')], isUnresolved)).toBeUndefined();
});
