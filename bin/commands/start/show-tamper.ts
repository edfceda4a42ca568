import { isDeepStrictEqual } from 'node:util';
import { CloudTrailClient, PutEventSelectorsCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { ENVIRONMENT, type RepairOrder } from '../../../lib/monitoring/tamper-protection.contract';
import { printable } from '../shared/terminal';
import { LocalLambda } from './lambda';
import type { LocalServices } from './local-services';
import { LocalTrail, MALLORY } from './local-trail';

/** What the trail of the demonstration was declared to log. */
const DECLARED = {
  AdvancedEventSelectors: [{ Name: 'all management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
};
const TRAIL = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/demo';
const ORDER: RepairOrder = { attempts: 3, windowMinutes: 60, selectors: DECLARED, insights: [] };

interface Options {
  /** The bundled handler. */
  readonly bundle: string;
  /** As Lambda sets it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly services: LocalServices;
}

/**
 * Stops a trail, then narrows what it logs, as an intruder would; hands the events of both calls to the bundled handler, as EventBridge would.
 *
 * @returns what to show, and 0 if both were told and repaired
 */
export async function showTamper(
  { bundle, environment, services }: Options,
  later: (undo: () => unknown) => void,
): Promise<{ text: string; exitCode: 0 | 1 }> {
  const trail = new LocalTrail(TRAIL, DECLARED);
  services.trail = trail;
  const lambda = await LocalLambda.start(bundle, { ...environment, ...settings() });
  later(() => lambda.stop());
  const told = services.published.length;
  const isAsDeclared = () => isDeepStrictEqual(trail.selectors, DECLARED);

  const mallory = new CloudTrailClient({
    endpoint: services.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: MALLORY, secretAccessKey: MALLORY },
  });
  later(() => mallory.destroy());
  await mallory.send(new StopLoggingCommand({ Name: TRAIL }));
  const wasStopped = !trail.isLogging;
  const failures = [await handled(trail, lambda)];
  const EventSelectors = [{ ReadWriteType: 'ReadOnly' as const, IncludeManagementEvents: true, DataResources: [] }];
  await mallory.send(new PutEventSelectorsCommand({ TrailName: TRAIL, EventSelectors }));
  const wasNarrowed = !isAsDeclared();
  failures.push(await handled(trail, lambda));

  const alerts = services.published.slice(told);
  const isRepaired = trail.isLogging && isAsDeclared();
  return {
    text: [
      `With the SDK, against an API of CloudTrail on this machine, somebody stopped the trail (${wasStopped ? 'it was not logging' : 'it went on logging'})`,
      `and then let it log reads only (${wasNarrowed ? 'its selectors had changed' : 'its selectors had not changed'}). The events of both calls went to the bundled handler:`,
      ...alerts.map(({ subject }) => `  ${printable(subject)}`),
      ...failures.flatMap((failure) => failure ?? []).map((failure) => `  failed: ${printable(failure)}`),
      `The trail now ${trail.isLogging ? 'logs' : 'does not log'}, and what it logs is ${isAsDeclared() ? 'as declared' : 'NOT as declared'}.`,
      ...(alerts[0]
        ? ['\nThe first message, as a subscriber reads it:\n', ...alerts[0].words.split('\n').map((line) => `  ${printable(line)}`)]
        : []),
    ].join('\n'),
    exitCode: wasStopped && wasNarrowed && isRepaired && alerts.length === 2 ? 0 : 1,
  };
}

/** Gives the handler the newest event of somebody else, and says why it failed, if it did. */
async function handled(trail: LocalTrail, lambda: LocalLambda): Promise<string | undefined> {
  const detail = trail.events.at(-1);
  return (await lambda.invoke({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.cloudtrail', detail })).error;
}

function settings(): Record<string, string> {
  return {
    [ENVIRONMENT.topicArns]: 'arn:aws:sns:us-east-1:111122223333:demo-tamper',
    [ENVIRONMENT.roleArn]: 'arn:aws:iam::111122223333:role/demo-tamper-protection',
    [ENVIRONMENT.deployRoles]: '',
    [ENVIRONMENT.trailArn]: TRAIL,
    [ENVIRONMENT.stack]: '',
    [ENVIRONMENT.logGroup]: '/demo/tamper-protection',
    [ENVIRONMENT.repair]: JSON.stringify(ORDER),
  };
}
