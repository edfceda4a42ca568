import { TOPIC_RULES } from '../../../lib/rules/controls/topic/rules';
import { resultsOf, testFixtures } from './fixture';
import { topicEncrypted } from './fixtures/topic-encrypted';
import { topicNotPublic } from './fixtures/topic-not-public';
import { topicTlsOnly } from './fixtures/topic-tls-only';

testFixtures([...topicEncrypted, ...topicTlsOnly, ...topicNotPublic]);

test('the topic of a hardened trail passes every rule about topics', () => {
  const verdicts = TOPIC_RULES.flatMap(({ id }) => resultsOf({ rule: id, name: '', template: () => {}, verdict: 'pass' })).map(
    ({ verdict }) => verdict,
  );

  expect(verdicts).toEqual(['pass', 'pass', 'pass']);
});
