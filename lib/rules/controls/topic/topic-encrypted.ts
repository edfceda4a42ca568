import { textOf } from '../../../template/unknown';
import type { ControlRule } from '../control-rule';
import { judgeSet } from '../values';

/** SNS-01. */
export const topicEncrypted: ControlRule = {
  id: 'SNS-01',
  name: 'TopicEncrypted',
  title: 'The topic is encrypted',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::SNS::Topic'],
  rationale: 'Messages tell where log files are and what went wrong in an account.',
  predicate: 'KmsMasterKeyId is set',
  live: 'sns:GetTopicAttributes KmsMasterKeyId',
  fix: 'set KmsMasterKeyId to a customer managed key that lets CloudTrail and CloudWatch use it',
  limit: 'that those who publish may use the key is another question: alias/aws/sns lets neither CloudTrail nor CloudWatch',
  of: 'topic',
  judge: (topic, { world }) => {
    const isOfAws = /(^|:)alias\/aws\//.test(textOf(topic.property('KmsMasterKeyId')) ?? '');
    return judgeSet(world, topic, 'KmsMasterKeyId', {
      pass: isOfAws ? 'messages are encrypted, but with a key of AWS: neither CloudTrail nor alarms can publish' : 'messages are encrypted',
      fail: 'messages are not encrypted',
    });
  },
};
