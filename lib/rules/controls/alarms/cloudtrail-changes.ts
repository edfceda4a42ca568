import { controlAlarm } from './control-alarm';

/** ALM-05. */
export const cloudtrailChanges = controlAlarm({
  id: 'ALM-05',
  name: 'AlarmCloudTrailChanges',
  events: 'changes of trails',
  rationale: 'Who wants to stay unseen stops the trail first.',
  limit: 'PutEventSelectors, which makes a trail blind as well, is in none of the texts: a filter of its own has to count it',
});
