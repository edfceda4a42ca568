import type { Judged } from './consequences';
import type { Context } from './context';
import { importSteps } from './plan-import';
import { proof } from './plan-proof';
import { logicalIds, names, refactoring, retain, sideBySide } from './plan-stacks';

/** A step of a migration: what to do, and the lines to type or to write. */
export interface Step {
  readonly id: 'retain' | 'logicalIds' | 'keepName' | 'madeUpName' | 'refactor' | 'import' | 'terraform' | 'sideBySide' | 'prove';
  readonly title: string;
  readonly lines: readonly string[];
}

/** What to do, in this order, so that nothing is lost. Empty where the deployment changes nothing about trails. */
export function planOf(context: Context, rows: readonly Judged[]): Step[] {
  const steps = [
    ...retain(rows),
    ...logicalIds(rows),
    ...names(rows, context),
    ...refactoring(rows, context),
    ...importSteps(context),
    ...sideBySide(rows, context),
  ];
  const touched = rows.some(({ role, change }) => role !== undefined && !['same', 'left'].includes(change.effect));
  return touched ? [...steps, ...proof(rows, context)] : steps;
}
