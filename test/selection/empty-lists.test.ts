import { checkSelectors } from '../../lib/selection/check';
import { EventSelector } from '../../lib/selectors/event-selector';
import { NetworkEventSource } from '../../lib/selectors/network-event-source';
import { ResourceType } from '../../lib/selectors/resource-type';
import { found } from './selectors';

const queues = ResourceType.SQS_QUEUE;

test.each<[sentence: string, problems: string[], selector: EventSelector]>([
  ['events of no name', ['warning emptyOperator'], EventSelector.dataEvents(queues, { eventNames: [] })],
  ['resources of no ARN', ['warning emptyOperator'], EventSelector.dataEvents(queues, { resourceArns: [] })],
  ['resources below no prefix', ['warning emptyOperator'], EventSelector.dataEvents(queues, { resourceArnPrefixes: [] })],
  ['calls through no endpoint', ['warning emptyOperator'], EventSelector.networkActivity(NetworkEventSource.S3, { vpcEndpointIds: [] })],
  ['all but no names', [], EventSelector.dataEvents(queues, { excludeEventNames: [], excludeResourceArnPrefixes: [] })],
  ['all but no event sources', [], EventSelector.managementEvents({ exclude: [] })],
])('a selection from nothing is a mistake, an exclusion of nothing is none: %s gives %j', (_, problems, selector) => {
  expect(found(checkSelectors({ AdvancedEventSelectors: [selector._render()] }))).toEqual(problems);
});
