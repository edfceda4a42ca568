import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  InsightNotEnabledException,
  PutEventSelectorsCommand,
  type PutEventSelectorsCommandInput,
  PutInsightSelectorsCommand,
  type PutInsightSelectorsCommandInput,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, CreateLogStreamCommand, ResourceAlreadyExistsException } from '@aws-sdk/client-cloudwatch-logs';
import type { RepairPorts, TrailPort } from './repair';

/** Where repairs are made. */
export interface Place {
  readonly trailArn: string;
  /** Empty where it is not known. */
  readonly stack: string;
  /** The log group of the function. */
  readonly logGroup: string;
}

/** Whoever tampers may keep the API busy at the same time. What does not answer leaves time to tell. */
const PATIENCE = { maxAttempts: 6, requestHandler: { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true } };

/** The account and Region of the process. */
export function portsOf({ trailArn, stack, logGroup }: Place): RepairPorts {
  const cloudFormation = new CloudFormationClient(PATIENCE);
  const logs = new CloudWatchLogsClient(PATIENCE);
  return {
    trail: trailOf(new CloudTrailClient(PATIENCE), trailArn),
    now: () => Date.now(),
    pause: (milliseconds) => pause(milliseconds),
    async deployment() {
      if (stack === '') return undefined;
      const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
      return Stacks.map(({ StackStatus }) => StackStatus).find((status) => status?.endsWith('_IN_PROGRESS'));
    },
    // To create what is there already is refused, whoever asks at the same time: a counter without a table.
    async claim(name) {
      try {
        await logs.send(new CreateLogStreamCommand({ logGroupName: logGroup, logStreamName: name }));
        return true;
      } catch (error) {
        if (error instanceof ResourceAlreadyExistsException) return false;
        throw error;
      }
    },
  };
}

function trailOf(client: CloudTrailClient, trailArn: string): TrailPort {
  return {
    isLogging: async () => (await client.send(new GetTrailStatusCommand({ Name: trailArn }))).IsLogging === true,
    startLogging: async () => void (await client.send(new StartLoggingCommand({ Name: trailArn }))),
    async selectors() {
      const { EventSelectors, AdvancedEventSelectors } = await client.send(new GetEventSelectorsCommand({ TrailName: trailArn }));
      return { EventSelectors, AdvancedEventSelectors };
    },
    async putSelectors(selectors) {
      await client.send(new PutEventSelectorsCommand({ TrailName: trailArn, ...(selectors as Omit<PutEventSelectorsCommandInput, 'TrailName'>) }));
    },
    async insights() {
      try {
        return (await client.send(new GetInsightSelectorsCommand({ TrailName: trailArn }))).InsightSelectors ?? [];
      } catch (error) {
        if (error instanceof InsightNotEnabledException) return [];
        throw error;
      }
    },
    async putInsights(insights) {
      const InsightSelectors = insights as PutInsightSelectorsCommandInput['InsightSelectors'];
      await client.send(new PutInsightSelectorsCommand({ TrailName: trailArn, InsightSelectors }));
    },
  };
}
