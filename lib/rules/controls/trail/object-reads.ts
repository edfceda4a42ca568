import type { ControlRule } from '../control-rule';
import { judgeObjectEvents, OBJECT_EVENTS } from './object-events';

/** TRAIL-09. */
export const objectReads: ControlRule = {
  ...OBJECT_EVENTS,
  id: 'TRAIL-09',
  name: 'TrailS3ObjectReads',
  title: 'The trail logs reads of the objects of all S3 buckets',
  rationale: 'Only data events tell who took what from a bucket.',
  predicate:
    'the event selectors together log every read of an object of a general purpose bucket; every limit counts, also one that leaves out the log bucket alone',
  fix: 'add a data event selector for AWS::S3::Object that demands nothing else, or readOnly true alone',
  of: 'trail',
  judge: (trail) => judgeObjectEvents(trail, 'reads'),
};
