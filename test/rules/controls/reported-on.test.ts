import { CONTROL_RULES } from '../../../lib/rules/controls/catalogue';
import { nearest } from '../../../lib/rules/controls/nearest';
import { reportedOn } from '../../../lib/rules/controls/reported-on';

const typesOf = (id: string) => CONTROL_RULES.filter((rule) => rule.id === id).flatMap(reportedOn);

test('a rule has results for what it is asked about, not for all that it looks at', () => {
  expect(typesOf('TRAIL-05')).toEqual(['AWS::CloudTrail::Trail']);
  expect(typesOf('ALM-05')).toEqual(['AWS::CloudTrail::Trail']);
  expect(typesOf('BKT-04')).toEqual(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);
  expect(typesOf('LOG-03')).toEqual(['AWS::IAM::Role']);
  expect(typesOf('ALM-20')).toEqual(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']);
});

test('every rule but those of a whole account or report has results for some type', () => {
  expect(CONTROL_RULES.filter((rule) => reportedOn(rule).length === 0).map(({ id }) => id)).toEqual(['ACCT-01', 'SUP-01', 'SUP-02']);
});

test('the nearest ids come first, in the order of people where they are equally near', () => {
  expect(nearest('AB-2', ['XY-9', 'AB-10', 'AB-1', 'AB-20', 'AB-3'])).toEqual(['AB-1', 'AB-3', 'AB-20']);
  expect(nearest('', ['A'])).toEqual(['A']);
});
