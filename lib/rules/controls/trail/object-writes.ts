import type { ControlRule } from '../control-rule';
import { judgeObjectEvents, OBJECT_EVENTS } from './object-events';

/** TRAIL-08. */
export const objectWrites: ControlRule = {
  ...OBJECT_EVENTS,
  id: 'TRAIL-08',
  name: 'TrailS3ObjectWrites',
  title: 'The trail logs writes to the objects of all S3 buckets',
  rationale: 'Only data events tell who changed or deleted an object.',
  predicate:
    'the event selectors together log every write to an object of a general purpose bucket; every limit counts, also one that leaves out the log bucket alone',
  fix: 'add a data event selector for AWS::S3::Object that demands nothing else, or readOnly false alone',
  of: 'trail',
  judge: (trail) => judgeObjectEvents(trail, 'writes'),
};
