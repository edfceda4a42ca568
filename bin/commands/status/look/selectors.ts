import {
  type CloudTrailClient,
  GetEventConfigurationCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsResponse,
  GetInsightSelectorsCommand,
} from '@aws-sdk/client-cloudtrail';
import { diffSelectors } from '../../../../lib/selection/diff';
import { wordsOf } from '../../../../lib/selection/words';
import { hasUnknownSelectors, readAggregations, readInsights, readSelectors } from '../../../../lib/template/read-selectors';
import { display, isUnresolved } from '../../../../lib/template/symbols';
import { Unknown, unknownIn } from '../../../../lib/template/unknown';
import { ask } from '../ask';
import { type Check, compared, given, unknown, valueOr } from '../check';
import type { DeclaredResource } from '../declared';
import { sameSet } from '../same';

/** What a trail logs, as sentences: selectors that say the same in other words are no drift. */
export async function selectorsOf(resource: DeclaredResource, client: CloudTrailClient): Promise<Check[]> {
  const { arn: TrailName, properties } = resource;
  const selectors = await ask('cloudtrail:GetEventSelectors', () => client.send(new GetEventSelectorsCommand({ TrailName })));
  const insights = await ask(
    'cloudtrail:GetInsightSelectors',
    async () => (await client.send(new GetInsightSelectorsCommand({ TrailName }))).InsightSelectors ?? [],
    ['InsightNotEnabledException'],
  );
  return [
    ...given(resource, 'AdvancedEventSelectors', selectors, (live) => eventSelectors(resource, live)),
    ...given(resource, 'InsightSelectors', valueOr(insights, []), (live) => [
      compared(resource, {
        property: 'InsightSelectors',
        declared: whole(properties.InsightSelectors) ?? inWords(readInsights(properties)),
        live: inWords(readInsights({ InsightSelectors: live })),
        by: sameSet,
        fix: `aws cloudtrail put-insight-selectors --trail-name ${TrailName} --insight-selectors '${JSON.stringify(readInsights(properties))}'`,
      }),
    ]),
    ...(await aggregations(resource, client)),
  ];
}

function eventSelectors(resource: DeclaredResource, live: Partial<GetEventSelectorsResponse>): Check[] {
  const { properties, arn } = resource;
  const property = properties.EventSelectors === undefined ? 'AdvancedEventSelectors' : 'EventSelectors';
  if (hasUnknownSelectors(properties)) return [unknown(resource, property, 'a part of the declared selectors is known at the deployment only')];
  const [wanted, actual] = [readSelectors(properties), readSelectors({ ...live })];
  const { stops, starts, mayChange } = diffSelectors(wanted, actual, { isUnresolved, display });
  const changes = [...stops, ...starts.map((text) => text.replace(/^Starts/, 'Undeclared: starts')), ...mayChange];
  const option = wanted.AdvancedEventSelectors ? 'advanced-event-selectors' : 'event-selectors';
  const check = compared(resource, {
    property,
    declared: wordsOf(wanted, { isUnresolved, display }).logs,
    live: wordsOf(actual, { isUnresolved, display }).logs,
    because: changes.join(' '),
    by: () => (changes.length === 0 ? 'same' : 'different'),
    fix: `aws cloudtrail put-event-selectors --trail-name ${arn} --${option} '${JSON.stringify(wanted.AdvancedEventSelectors ?? wanted.EventSelectors ?? [])}'`,
  });
  // What could not be proven, of values that are not known, is no drift.
  const isOpen = stops.length + starts.length === 0 && isUnresolved(JSON.stringify(wanted));
  return [check.verdict === 'drift' && isOpen ? unknown(resource, property, mayChange.join(' '), check) : check];
}

/** Asked for only where something is declared: there are Regions without it. */
async function aggregations(resource: DeclaredResource, client: CloudTrailClient): Promise<readonly Check[]> {
  const declared = readAggregations(resource.properties);
  const isOpen = whole(resource.properties.AggregationConfigurations);
  if (declared.length === 0 && !isOpen) return [];
  const send = () => client.send(new GetEventConfigurationCommand({ TrailName: resource.arn }));
  return given(resource, 'AggregationConfigurations', await ask('cloudtrail:GetEventConfiguration', send), (live) => [
    compared(resource, {
      property: 'AggregationConfigurations',
      declared: isOpen ?? declared.flatMap(({ Templates }) => Templates),
      live: (live.AggregationConfigurations ?? []).flatMap(({ Templates = [] }) => Templates),
      by: sameSet,
      fix: `aws cloudtrail put-event-configuration --trail-name ${resource.arn} --aggregation-configurations '${JSON.stringify(declared)}'`,
    }),
  ]);
}

/** What is not known in a part is not known as a whole; `undefined` where all of it is. */
function whole(value: unknown): Unknown | undefined {
  const dependsOn = unknownIn(value);
  return dependsOn === undefined ? undefined : new Unknown(dependsOn);
}

function inWords(insights: ReturnType<typeof readInsights>): readonly string[] {
  const all = insights.flatMap(({ InsightType, EventCategories = ['Management'] }) =>
    EventCategories.map((category) => `${InsightType} of ${category} events`),
  );
  return all.sort();
}
