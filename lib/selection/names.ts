import { describe, type Problem } from '../findings/finding';

/** A resource type as it came, if it has the form of one: which types exist is CloudTrail's to say, and it adds to them. */
export function resourceTypeOf(value: string): string {
  return matching(value, /^AWS::\w+::\w+$/, {
    id: 'cdk-cloudtrail:Selector.resourceTypeFormat',
    message: 'the resource type of a data event has the form AWS::Service::Resource',
    fix: 'use a constant of ResourceType, or the type as the CloudTrail user guide spells it',
  });
}

/** An event source as it came, if it has the form of one: which sources exist is CloudTrail's to say, and it adds to them. */
export function eventSourceOf(value: string): string {
  return matching(value, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
    id: 'cdk-cloudtrail:Selector.eventSourceFormat',
    message: 'an event source is the DNS name of a service',
    fix: 'write it as events show it in eventSource, such as s3.amazonaws.com',
  });
}

function matching(value: string, pattern: RegExp, problem: Omit<Problem, 'severity' | 'value'>): string {
  if (!pattern.test(value)) {
    throw new Error(describe({ ...problem, severity: 'error', value }));
  }
  return value;
}
