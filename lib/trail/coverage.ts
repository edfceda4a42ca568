import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Problem, Severity } from '../findings/finding';
import { isPartlyUnknown } from '../private/canonical-arn';
import { withoutTokens } from '../private/report';
import { evaluate } from '../selection/evaluate';
import type { AdvancedEventSelector } from '../selection/selector';
import { type DataSource, dataSourcesIn, hasTags } from './data-sources';
import { comparable, known } from './explain';
import { UncoveredResources } from './uncovered-resources';

/** Resources that must be covered. */
export interface Requirement {
  readonly tags: Readonly<Record<string, string>>;
  readonly uncovered: UncoveredResources;
}

const SERVICES: Readonly<Record<string, { readonly source: string; readonly read: string; readonly write: string }>> = {
  'AWS::S3::Object': { source: 's3.amazonaws.com', read: 'GetObject', write: 'PutObject' },
  'AWS::Lambda::Function': { source: 'lambda.amazonaws.com', read: 'Invoke', write: 'Invoke' },
  'AWS::DynamoDB::Table': { source: 'dynamodb.amazonaws.com', read: 'GetItem', write: 'PutItem' },
};

/** The resources of the app with certain tags of which the trail does not log every read and write. */
export function uncovered(trail: IConstruct, requirements: readonly Requirement[], selectors: () => readonly AdvancedEventSelector[]): Problem[] {
  if (requirements.length === 0) return [];
  const sources = dataSourcesIn(Stage.of(trail) ?? trail.node.root);
  const AdvancedEventSelectors = selectors().map(comparable);
  return requirements.flatMap(({ tags, uncovered: mode }) =>
    sources
      .filter((source) => hasTags(source, tags))
      .flatMap((source) => {
        const missing = missingOf(source, AdvancedEventSelectors);
        return missing === '' ? [] : [problem(source, tags, missing, mode === UncoveredResources.FAIL ? 'error' : 'warning')];
      }),
  );
}

function missingOf(source: DataSource, AdvancedEventSelectors: readonly AdvancedEventSelector[]): string {
  const isLogged = (readOnly: boolean) =>
    evaluate(eventOn(source, readOnly), { AdvancedEventSelectors }, { isUnresolved: isPartlyUnknown }).logged === 'yes';
  // To invoke a function is a write.
  const reads = source.type.value === 'AWS::Lambda::Function' || isLogged(true);
  return [...(reads ? [] : ['reads']), ...(isLogged(false) ? [] : ['writes'])].join(' and ');
}

/** Of a bucket, an object in no folder that anybody could have named: all of it must be logged. */
function eventOn({ type, arn }: DataSource, readOnly: boolean) {
  const service = SERVICES[type.value];
  return {
    eventCategory: 'Data',
    eventType: 'AwsApiCall',
    eventSource: service?.source,
    eventName: readOnly ? service?.read : service?.write,
    readOnly,
    resources: [{ type: type.value, ARN: `${known(arn)}${type.value === 'AWS::S3::Object' ? '\u0000' : ''}` }],
  };
}

function problem({ resource, arn }: DataSource, tags: Readonly<Record<string, string>>, missing: string, severity: Severity): Problem {
  const shown = Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
  return {
    id: 'cdk-cloudtrail:Trail.uncovered',
    severity,
    message: `${resource.node.path.replace(/\/Resource$/, '')} is tagged ${shown}, and the trail does not log all ${missing} of it`,
    value: withoutTokens(arn),
    fix: "log it with 'logDataEventsOf()', with these tags or by itself",
  };
}
