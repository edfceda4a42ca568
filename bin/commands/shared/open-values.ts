import type { Condition } from '../../../lib/selection/conditions';
import type { CompileOptions } from '../../../lib/selection/simulate-compile';
import { isGenerated, isOpen, UNKNOWN_ACCOUNT, UNKNOWN_REGION } from '../../../lib/template/symbols';

const PLACEHOLDER = new RegExp(`«[^»]*»|‹[^›]*›|${UNKNOWN_ACCOUNT}|${UNKNOWN_REGION}`);

/** How to compare the values of a template with those of events: a name that CloudFormation makes up could be that of an event, if it begins alike. */
export const OPEN_VALUES: CompileOptions = { isUnresolved: isPlaceholder, couldHold };

/** Whether a value, or a part of it, is known at the deployment only. */
export function isPlaceholder(value: string): boolean {
  return isOpen(value) || isGenerated(value);
}

const patterns = new Map<string, RegExp>();

/** Whether a condition with placeholders could turn out to hold for a value. */
export function couldHold({ how, value }: Condition, actual: string): boolean {
  const key = `${how} ${value}`;
  let pattern = patterns.get(key);
  if (!pattern) {
    const text = value.split(PLACEHOLDER).map(escaped).join('.*');
    pattern = new RegExp(`${how === 'EndsWith' ? '' : '^'}${text}${how === 'StartsWith' ? '' : '$'}`, 's');
    patterns.set(key, pattern);
  }
  return pattern.test(actual);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
