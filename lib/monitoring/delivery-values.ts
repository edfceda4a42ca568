import { type Duration, Token } from 'aws-cdk-lib';
import type { Problem } from '../findings/finding';
import { refuse } from '../private/report';
import { problemId, type Subject } from '../private/subject';

/** What a duration may be. */
export interface Bounds {
  readonly least: Duration;
  readonly most: Duration;
  readonly step: Duration;
}

/** Checks durations, given by the names of their props. */
export function checkDuration(subject: Subject, named: Readonly<Record<string, Duration>>, { least, most, step }: Bounds): void {
  for (const [name, value] of Object.entries(named)) {
    const seconds = value.isUnresolved() ? undefined : value.toSeconds({ integral: false });
    const isWithin = seconds !== undefined && seconds >= least.toSeconds() && seconds <= most.toSeconds();
    if (isWithin && seconds % step.toSeconds() === 0) continue;
    refuseDelivery(subject, name, {
      message: `'${name}' must be known before deployment, at least ${least.toHumanString()}, at most ${most.toHumanString()}, and a multiple of ${step.toHumanString()}`,
      value: value.toHumanString(),
      fix: 'change it, or leave it out for the default',
    });
  }
}

/** Checks accounts or Regions. */
export function checkNames(subject: Subject, name: string, values: readonly string[], pattern: RegExp, words: string): void {
  const known = !Token.isUnresolved(values) && values.length > 0;
  const strays = known ? values.filter((value, index) => (!Token.isUnresolved(value) && !pattern.test(value)) || values.indexOf(value) < index) : [];
  if (known && strays.length === 0) return;
  refuseDelivery(subject, name, {
    message: `'${name}' must be at least one, ${words}, each once`,
    value: strays.length > 0 ? strays : values,
    fix: 'change it, or leave it out for the default',
  });
}

/** Stops the synthesis for a prop of a monitor of deliveries. */
export function refuseDelivery(subject: Subject, what: string, problem: Omit<Problem, 'severity' | 'id'>): never {
  refuse(subject.scope, { id: problemId(subject, what), ...problem });
}
