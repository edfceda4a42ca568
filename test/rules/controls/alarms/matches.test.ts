import { matches } from '../../../../lib/rules/controls/alarms/pattern/matches';
import { pattern } from './patterns';

const EVENT = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  'cluster.name': 'c',
  latency: 42.5,
  text: '42',
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
};

test.each([
  '{ $.eventType = "UpdateTrail" }',
  '{ $.eventType = Update* }',
  '{ $.eventType = *Trail }',
  '{ $.eventType = *ateT* }',
  '{ $.eventType = * }',
  '{ $.eventType != "Updatetrail" }',
  '{ $.sourceIPAddress != 123.123.* }',
  '{ $.arrayKey[0] = "value" }',
  '{ $.objectList[1].id = 2 }',
  '{ $.coordinates[0][1] = 1 }',
  '{ $.eventType = %Trail% }',
  '{ $.eventType != %^Trail% }',
  '{ $.arrayKey[*] = %val.{2}% }',
  '{ $.arrayKey[*] != nothing }',
  '{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }',
  '{ $.objectList[*].name = b }',
  '{ $.[\'cluster.name\'] = "c" }',
  '{ $.SomeObject IS NULL }',
  '{ $.ThisFlag IS TRUE }',
  '{ $.SomeOtherObject NOT EXISTS }',
  '{ $.objectList[5] NOT EXISTS }',
  '{ $.objectList[*].size NOT EXISTS }',
  '{ $.latency = * }',
  '{ $.latency = 42.50 }',
  '{ $.latency != 42 }',
  '{ $.latency > 42 && $.latency < 43 && $.latency >= 42.5 && $.latency <= 42.5 }',
  '{ $.missing = A || $.eventType = UpdateTrail }',
  '{ $.text = %^4% || $.eventType = A*B }',
  '{ $.eventType = UpdateTrail || $.SomeObject != A }',
  '',
])('%s matches', (text) => {
  expect(matches(pattern(text), EVENT)).toBe(true);
});

test.each([
  '{ $.eventType = "updatetrail" }',
  '{ $.eventType = Trail* }',
  '{ $.eventType != * }',
  '{ $.missing = A }',
  '{ $.missing != A }',
  '{ $.missing = * }',
  '{ $.eventType.part != A }',
  '{ $.SomeObject.part != A }',
  '{ $.toString != A }',
  '{ $.arrayKey = value }',
  '{ $.arrayKey != value }',
  '{ $.arrayKey[0].x != value }',
  '{ $.objectList.name != A }',
  '{ $.objectList[*].name = c }',
  '{ $.objectList.* = A }',
  '{ $.arrayKey[*] != %value% }',
  '{ $.SomeObject NOT EXISTS }',
  '{ $.SomeObject = A }',
  '{ $.SomeObject > 1 }',
  '{ $.eventType IS NULL }',
  '{ $.latency IS TRUE }',
  '{ $.ThisFlag IS FALSE }',
  '{ $.ThisFlag = yes }',
  '{ $.latency < 42 }',
  '{ $.latency = "43" }',
  '{ $.eventType > 5 }',
  '{ $.eventType = UpdateTrail && $.missing != A }',
  '{ $.eventType = B*C }',
])('%s does not match', (text) => {
  expect(matches(pattern(text), EVENT)).toBe(false);
});

test.each([
  ['!= with null', '{ $.SomeObject != A }'],
  ['null as a text', '{ $.SomeObject = "null" }'],
  ['!= with true', '{ $.ThisFlag != A }'],
  ['true as a text', '{ $.ThisFlag = true }'],
  ['anything that is true', '{ $.ThisFlag = * }'],
  ['a number as a text', '{ $.latency = "42*" }'],
  ['!= of a number and a text', '{ $.latency != A }'],
  ['a text as a number', '{ $.text = 42 }'],
  ['a text that is compared', '{ $.text > 41 }'],
  ['!= of a text and a number', '{ $.eventType != 5 }'],
  ['a star within a text', '{ $.eventType = Up*Trail }'],
  ['!= of several values of which some are equal', '{ $.arrayKey[*] != value }'],
  ['an open part of &&', '{ $.eventType = UpdateTrail && $.SomeObject != A }'],
  ['an open part of ||', '{ $.eventType = DeleteTrail || $.SomeObject != A }'],
])('%s is not documented', (_, text) => {
  expect(matches(pattern(text), EVENT)).toBe('unknown');
});

test('a star within a text may be a star', () => {
  expect(matches(pattern('{ $.a = "Ev*ent" }'), { a: 'Ev*ent' })).toBe(true);
  expect(matches(pattern('{ $.a IS TRUE }'), { a: 'true' })).toBe('unknown');
});
