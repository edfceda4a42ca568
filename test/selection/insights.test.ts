import { checkAggregation } from '../../lib/selection/aggregation';
import type { TrailSelectors } from '../../lib/selection/basic-selector';
import { logsManagementEvents } from '../../lib/selection/coverage';
import { checkInsights, type InsightSelector } from '../../lib/selection/insights';
import { found, management, objects, values } from './selectors';

const advanced = (...AdvancedEventSelectors: TrailSelectors['AdvancedEventSelectors'] & object) => ({ AdvancedEventSelectors });
const reads = { readOnly: { Equals: ['true'] } };
const rate: InsightSelector = { InsightType: 'ApiCallRateInsight' };
const errors: InsightSelector = { InsightType: 'ApiErrorRateInsight' };

test.each<[sentence: string, ids: string[], selectors: TrailSelectors, insights: InsightSelector[]]>([
  ['E70 the rate of calls without writes', ['warning insightWithoutEvents'], advanced(management(reads)), [rate]],
  [
    'E70 the rate of calls without writes in a basic selector',
    ['warning insightWithoutEvents'],
    { EventSelectors: [{ ReadWriteType: 'ReadOnly' }] },
    [rate],
  ],
  ['E71 errors without management events', ['warning insightWithoutEvents'], advanced(objects()), [errors]],
  ['E71 data events that are not logged', ['warning insightWithoutEvents'], advanced(management()), [{ ...errors, EventCategories: ['Data'] }]],
  ['E72 an insight type that is newer than the library', ['warning insightType'], {}, [{ InsightType: 'Tomorrow' }]],
  ['E72 no insight type', ['warning insightType'], {}, [{}]],
  ['E72 another category', ['warning insightCategory'], {}, [{ ...rate, EventCategories: ['NetworkActivity'] }]],
  ['one insight type twice', ['warning insightTwice'], advanced(management(), objects()), [rate, { ...rate, EventCategories: ['Data'] }]],
])('finds %s', (_, ids, selectors, insights) => {
  expect(found(checkInsights(selectors, insights))).toEqual(ids);
});

test.each<[sentence: string, selectors: TrailSelectors, insights: InsightSelector[]]>([
  ['both insight types on the default of a trail', {}, [rate, errors]],
  ['errors of reads', advanced(management(reads)), [errors]],
  ['both categories', advanced(management(), objects({}, reads)), [{ ...rate, EventCategories: ['Management', 'Data'] }]],
  ['writes in a basic selector', { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }, [rate]],
])('has nothing against %s', (_, selectors, insights) => {
  expect(checkInsights(selectors, insights)).toEqual([]);
});

test.each<[sentence: string, ids: string[], selectors: TrailSelectors, templates: string[], category: string]>([
  ['E73 aggregation without data events', ['warning aggregationWithoutEvents'], {}, ['API_ACTIVITY'], 'Data'],
  ['E73 another category', ['warning aggregationCategory'], advanced(objects()), ['API_ACTIVITY'], 'Management'],
  ['E73 a template that is newer than the library', ['warning aggregationTemplate'], advanced(objects()), ['TOMORROW'], 'Data'],
  ['E73 no template', ['warning aggregationTemplateCount'], advanced(objects()), [], 'Data'],
  ['E73 a template twice', ['error duplicateValue'], advanced(objects()), ['API_ACTIVITY', 'API_ACTIVITY'], 'Data'],
])('finds %s', (_, ids, selectors, Templates, EventCategory) => {
  expect(found(checkAggregation(selectors, [{ EventCategory, Templates }]))).toEqual(ids);
});

test('finds E73 too many aggregations and too many templates', () => {
  const one = { EventCategory: 'Data', Templates: ['API_ACTIVITY', 'RESOURCE_ACCESS', 'USER_ACTIONS'] };

  expect(checkAggregation(advanced(objects()), [one])).toEqual([]);
  expect(checkAggregation({}, [])).toEqual([]);
  expect(found(checkAggregation(advanced(objects()), [one, one]))).toEqual(['warning aggregationCount']);
  expect(
    found(checkAggregation(advanced(objects()), [{ ...one, Templates: values(51) }], { isUnresolved: (value) => value.startsWith('value') })),
  ).toEqual(['warning aggregationTemplateCount']);
});

test('takes insight types, categories and templates that are not known yet', () => {
  const options = { isUnresolved: (value: string) => value.includes('${Token') };
  const later = '${Token[TOKEN.1]}';

  expect(checkInsights({}, [{ InsightType: later, EventCategories: [later] }], options)).toEqual([]);
  expect(checkAggregation(advanced(objects()), [{ EventCategory: later, Templates: [later] }], options)).toEqual([]);
});

test.each<[boolean, string, TrailSelectors]>([
  [true, 'has no selectors', {}],
  [true, 'reads management events', advanced(management(reads))],
  [true, 'has a basic selector', { EventSelectors: [{}] }],
  [false, 'has data events alone', advanced(objects())],
  [
    false,
    'leaves management events out of its basic selector',
    { EventSelectors: [{ IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] },
  ],
])('W04 it is %s that management events are logged where a trail %s', (logged, _, selectors) => {
  expect(logsManagementEvents(selectors)).toBe(logged);
});
