import type { ControlRule } from '../control-rule';
import { judgeLogged } from './logged-events';

const WANTED = { called: 'all management events', all: { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] } };

/** TRAIL-07. */
export const allManagementEvents: ControlRule = {
  id: 'TRAIL-07',
  name: 'TrailAllManagementEvents',
  title: 'The trail logs all management events, those that read and those that write',
  severity: 'high',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'What is left out is what nobody can look up after an incident.',
  predicate: 'there are no event selectors, or all of them together leave out no management event',
  live: 'cloudtrail:GetEventSelectors',
  fix: 'add a selector for management events that demands nothing else',
  limit: 'a selector with values that the deployment fills in counts only where every value would do',
  of: 'trail',
  judge: (trail) => judgeLogged(trail, WANTED),
};
