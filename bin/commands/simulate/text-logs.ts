import { count, printable } from '../shared/terminal';
import type { Report } from './report';
import { amount } from './text-parts';

/** Which files and events the figures are from, and what they rest on. */
export function filesInWords({ logs, month, undecided }: Report): string {
  const { files, failed, records, events, duplicates, duplicatesWithin, unreadable, notSelectable, from, to, hours, hoursWithEvents } = logs;
  const passedOver = Object.entries(logs.passedOver).map(([reason, number]) => `  passed over ${count(number, 'file')}: ${reason}`);
  const lines = [
    `${count(files, 'log file')} of ${logs.source} with ${count(records, 'record')}: ${count(events, 'event')}.`,
    ...(failed > 0 ? [`  LEFT OUT ${count(failed, 'file')} that cannot be read: the figures are without them.`] : []),
    ...(duplicates > 0
      ? [`  ${count(duplicates, 'record')} repeat an event and count once (recognised among the last ${amount(duplicatesWithin)} events, at least).`]
      : []),
    ...(unreadable > 0 ? [`  ${count(unreadable, 'record')} cannot be read and are left out.`] : []),
    ...(notSelectable > 0 ? [`  ${count(notSelectable, 'Insights or aggregated event')} are left out: no selector is for them.`] : []),
    ...passedOver,
    ...(undecided > 0
      ? [
          `  ${count(undecided, 'event')} may be logged or not: names are known only at the deployment (give them with --name, --account, --region), or records leave them out. The cost is without them.`,
        ]
      : []),
    ...(logs.accountsWithoutTrail.length > 0
      ? [`  Events of ${logs.accountsWithoutTrail.join(', ')}, where no trail is declared, are taken as if they were of the trail's account.`]
      : []),
    from === null || to === null || hours === null
      ? 'No event tells its time: nothing can be extrapolated to a month.'
      : `From ${from} to ${to}: ${hours.toFixed(1)} hours, ${amount(hoursWithEvents)} of them with events. A month is ${month.hours} hours: everything times ${month.factor.toPrecision(3)}.`,
    ...(hours !== null && hours > 24 && hoursWithEvents < hours / 2
      ? ['  The logs have gaps: in less than half of the hours there are events, so a month may well have more than this says.']
      : []),
    ...(hours !== null && hours < 24 ? ['  Less than a day of logs is a weak ground for a month.'] : []),
  ];
  return lines.map(printable).join('\n');
}
