import type { AdvancedEventSelector, FieldSelector } from '../../lib/selection/selector';
import { wordsOf } from '../../lib/selection/words';

const management = (...rows: FieldSelector[]): AdvancedEventSelector => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...rows],
});
const withoutKms = management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] });

test.each([
  ['nothing of it', [withoutKms], ['Does not log management events of kms.amazonaws.com.']],
  [
    'its reads',
    [withoutKms, management({ Field: 'readOnly', Equals: ['true'] })],
    ['Does not log management events of kms.amazonaws.com that write.'],
  ],
  [
    'its writes',
    [withoutKms, management({ Field: 'readOnly', Equals: ['false'] })],
    ['Does not log management events of kms.amazonaws.com that read.'],
  ],
  ['all of it, by another selector', [withoutKms, management()], []],
])('of a source that one selector leaves out, %s may be logged by another one, and the words say so', (_, AdvancedEventSelectors, gaps) => {
  const { doesNotLog } = wordsOf({ AdvancedEventSelectors });
  expect(doesNotLog.filter((sentence) => sentence.includes('management'))).toEqual(gaps);
});
