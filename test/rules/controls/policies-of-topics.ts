import type { Template } from './hardened';

export const TOPIC_ARN = 'arn:aws:sns:eu-west-1:111122223333:deliveries';

/** A policy for topics. */
export function policyOf(topics: unknown, Statement: unknown): Template {
  return { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: topics, PolicyDocument: { Version: '2012-10-17', Statement } } };
}

/** Gives the topic of the trail one statement in its policy beside that for CloudTrail, and the template more besides. */
export function statement(value: unknown, more: Template = {}) {
  return (template: Template): void => {
    Object.assign(template, more);
    const { PolicyDocument } = template.Resources.TopicPolicy.Properties;
    PolicyDocument.Statement = [PolicyDocument.Statement[0], value];
  };
}
