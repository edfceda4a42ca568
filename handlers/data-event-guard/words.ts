import { GUARD_SCHEMA_VERSION } from '../../lib/processing/data-event-guard.contract';
import { LIST_PRICES } from '../../lib/selection/prices';
import { plainLine, subjectLine } from '../shared/plain-text';
import { exclusionsOf } from './exclusions';
import type { Excess, Notice } from './tell';

/** How many contributors are told. */
export const TOLD = 5;

/** What is too much, to whom it may concern first. */
export function subjectOf({ excesses }: Notice): string {
  const [first, ...others] = excesses as readonly [Excess, ...Excess[]];
  const what = first.resourceType ? ` on ${first.resourceType}` : '';
  return subjectLine(
    `${number(first.found)} data events${what} in 24 hours, ${number(first.declared)} declared${others.length > 0 ? ', and more' : ''}`,
  );
}

/** The message for people. What is from a record is on one line. */
export function wordsOf(notice: Notice): string {
  const { id, at, excesses, total, error, contributors } = notice;
  const shown = contributors.slice(0, TOLD);
  return [
    'More data events were logged than declared',
    '',
    ...excesses.map(excessInWords),
    `Charged: about ${dollars(total)} for all data events of these 24 hours, at the list price of ${LIST_PRICES.region} (${LIST_PRICES.asOf})`,
    `Until: ${at}`,
    '',
    `Who causes the most${error > 0 ? `, each with up to ${number(error)} more` : ''}:`,
    ...shown.flatMap((one, index) => {
      const on = one.resource ? ` on ${plainLine(one.resource)}` : '';
      return [
        '',
        `${index + 1}. ${number(one.count)} (${percent(one.count, total)}): ${plainLine(one.eventName)}${on}, by ${plainLine(one.caller)} (${one.resourceType})`,
        ...exclusionsOf(one, contributors).map(({ events, text }) => `   leave out ${number(events)} or more: ${plainLine(text)}`),
      ];
    }),
    '',
    'What to do: if so much is right, declare it. If not, change one option of the selector that is for the type of the resource, as above.',
    'What is left out is not logged for attackers either: leave out by the resource or the name of the event rather than by the caller.',
    '',
    `Notice: ${id}`,
  ].join('\n');
}

/** The message for programs. */
export function documentOf({ id, at, excesses, total, error, contributors }: Notice) {
  const top = contributors.slice(0, TOLD).map((one) => ({ ...one, exclusions: exclusionsOf(one, contributors) }));
  return { schemaVersion: GUARD_SCHEMA_VERSION, id, at, excesses, total, error, contributors: top };
}

function excessInWords({ resourceType, declared, found }: Excess): string {
  const times = (found / declared).toFixed(1);
  return `${resourceType ?? 'All data events'}: ${number(found)} in 24 hours, ${number(declared)} declared, ${times} times as many`;
}

function dollars(events: number): string {
  return `${((events / 100_000) * LIST_PRICES.per100000.data).toFixed(2)} ${LIST_PRICES.currency}`;
}

function percent(part: number, total: number): string {
  return `${Math.round((100 * part) / total)} %`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
