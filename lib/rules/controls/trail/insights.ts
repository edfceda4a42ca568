import { isJson } from '../../../template/json';
import { display } from '../../../template/symbols';
import { listOf, textOf, unknownIn } from '../../../template/unknown';
import type { ControlRule } from '../control-rule';
import { allOf, fail, type Judgement, pass, property, unknown } from '../judgement';
import { itemsAt, type Placed } from '../places';

const TYPES = ['ApiCallRateInsight', 'ApiErrorRateInsight'];

/** TRAIL-10. */
export const insights: ControlRule = {
  id: 'TRAIL-10',
  name: 'TrailInsights',
  title: 'The trail looks for unusual rates of calls and of errors',
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'A stolen key is seldom used as its owner would: that there are suddenly many calls, or many that are refused, is worth a look.',
  predicate: 'InsightSelectors has ApiCallRateInsight and ApiErrorRateInsight, both for management events',
  live: 'cloudtrail:GetInsightSelectors',
  fix: 'set InsightSelectors to ApiCallRateInsight and ApiErrorRateInsight',
  limit: 'that somebody reads what is found is not seen',
  of: 'trail',
  judge: ({ resource }) => {
    const selectors = resource.property('InsightSelectors');
    const whole = property(resource, 'InsightSelectors');
    const items = itemsAt(resource, selectors, 'InsightSelectors');
    if (!items) return unknown('InsightSelectors is not known', display(String(unknownIn(selectors))), whole);
    // One selector is for one type: more types than there are selectors to tell cannot be there.
    const open = items.filter(({ value }) => unknownIn(isJson(value) ? value.InsightType : value) !== undefined);
    const judged = TYPES.map((type) => judgeType(type, items));
    const missing = judged.filter((one) => one === undefined).length;
    if (missing === 0) return allOf(judged as Judgement[]);
    const named = TYPES.filter((_, index) => judged[index] === undefined).join(' and ');
    if (missing > open.length) return fail(`no insight selector is for ${named}`, whole);
    const dependsOn = open.map(({ value }) => display(String(unknownIn(value)))).join('; ');
    return allOf([
      ...judged.filter((one) => one !== undefined),
      unknown(`whether an insight selector is for ${named} is not known`, dependsOn, ...open.map(({ ground }) => ground)),
    ]);
  },
};

/** What the selectors of a type say of management events; `undefined` if there is none. */
function judgeType(type: string, items: readonly Placed[]): Judgement | undefined {
  const ofType = items.filter(({ value }) => isJson(value) && textOf(value.InsightType) === type);
  return ofType.length === 0
    ? undefined
    : allOf(ofType.map(({ value, ground }) => judgeCategories(type, (value as { EventCategories?: unknown }).EventCategories, ground)));
}

/** Insights look at management events unless their selector names other categories. */
function judgeCategories(type: string, categories: unknown, ground: Placed['ground']): Judgement {
  const found = pass('both insight types are looked for', ground);
  if (categories === undefined) return found;
  const texts = listOf(categories)?.map(textOf);
  if (texts?.includes('Management')) return found;
  const open = unknownIn(categories);
  if (open !== undefined) return unknown(`the event categories of ${type} are not known`, display(open), ground);
  return fail(`${type} does not look at management events`, ground);
}
