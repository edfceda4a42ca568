import { isDay } from '../day';
import { nameOf } from '../wording';
import type { Observed } from './observations';
import { line, props, prose } from './text';
import { uuidOf } from './uuid';

/** Whether somebody has to answer for a result: it failed, or somebody does already. An unknown is no risk as long as nobody has looked. */
export function isRisk({ row: { verdict, accepted } }: Observed): boolean {
  return verdict === 'fail' || accepted !== null;
}

/** What failed or was accepted, as a risk. What was accepted is a deviation with its reason, its owner and its end; the verdict stays. */
export function riskOf({ row, risk, observation }: Observed): object {
  const { rule, title, verdict, severity, because, fix, accepted, resource } = row;
  const until = accepted?.expires;
  return {
    uuid: risk,
    title: line(`${rule}: ${title}: ${nameOf(resource)}`),
    description: prose(`${nameOf(resource)}: ${because}.`),
    statement: prose(accepted ? `Accepted: ${accepted.reason}. The verdict stays ${verdict}.` : `Nobody has accepted it. Its weight is ${severity}.`),
    ...props({
      rule,
      verdict,
      severity,
      owner: accepted?.owner,
      ticket: accepted?.ticket,
      expires: until,
      'accepted-at': accepted?.at,
    }),
    status: accepted ? 'deviation-approved' : 'open',
    ...(until && isDay(until) && { deadline: `${until}T23:59:59Z` }),
    ...(fix !== null && {
      remediations: [{ uuid: uuidOf('remediation', risk), lifecycle: 'recommendation', title: line(`Let ${rule} pass`), description: prose(fix) }],
    }),
    'related-observations': [{ 'observation-uuid': observation }],
  };
}
