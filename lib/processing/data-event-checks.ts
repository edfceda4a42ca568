import { Token } from 'aws-cdk-lib';
import { report } from '../private/report';
import { problemId, type Subject } from '../private/subject';
import { RESOURCE_TYPE_NAMES } from '../selection/resource-type-names';
import type { Budget } from './data-event-guard.contract';
import type { DataEventGuardProps } from './data-event-guard-props';
import { refuseProcessor } from './processor-problem';

/** What is declared, checked. */
export function budgetOf(subject: Subject, { expectedDataEventsPerDay, expectedOfType = {} }: DataEventGuardProps): Budget {
  checkNumber(subject, 'expectedDataEventsPerDay', expectedDataEventsPerDay);
  for (const [type, number] of Object.entries(expectedOfType)) {
    checkNumber(subject, 'expectedOfType', number);
    checkType(subject, type);
    // More of one type than of all would never be told.
    if (number <= expectedDataEventsPerDay) continue;
    refuseProcessor(subject, 'expectedOfType', {
      message: `more data events are expected on ${type} than on all types together, ${expectedDataEventsPerDay}`,
      value: number,
      fix: "raise 'expectedDataEventsPerDay', or lower this one",
    });
  }
  return { total: expectedDataEventsPerDay, byType: expectedOfType };
}

function checkNumber(subject: Subject, what: string, value: number): void {
  if (!Token.isUnresolved(value) && Number.isSafeInteger(value) && value > 0) return;
  refuseProcessor(subject, what, {
    message: `'${what}' must be known before deployment, and be a whole number above zero`,
    value,
    fix: 'say how many data events a day are expected, such as 1_000_000; npx cdk-cloudtrail simulate counts those of past logs',
  });
}

/** CloudTrail adds types from time to time: those are counted as others until this library knows them. */
function checkType(subject: Subject, type: string): void {
  if (RESOURCE_TYPE_NAMES.has(type)) return;
  const id = problemId(subject, 'unknownType');
  const message = 'no data events on this type of resources are known: they are counted together with others, and never as too many of this type';
  report(subject.scope, [{ id, severity: 'warning', message, value: type, fix: "correct it, or leave it out of 'expectedOfType'" }]);
}
