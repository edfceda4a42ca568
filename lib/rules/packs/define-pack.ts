import { byId } from './order';
import type { Pack, PackControl } from './pack';

/** A pack, without what follows from its controls. */
export type PackHead = Omit<Pack, 'rules' | 'severities' | 'parameters' | 'controls'> & Partial<Pick<Pack, 'severities' | 'parameters'>>;

/** A pack of all rules that its controls name: it selects no rule that serves nothing. */
export function definePack(head: PackHead, controls: readonly PackControl[]): Pack {
  const rules = [...new Set(controls.flatMap((control) => control.rules))].sort(byId);
  return { severities: {}, parameters: {}, ...head, rules, controls: [...controls].sort((one, other) => byId(one.id, other.id)) };
}

/** A control of which the rules, written with blanks between them, are all that it demands of trails. */
export function full(id: string, title: string, rules: string, open: string | null = null): PackControl {
  return { id, title, rules: rules.split(' ').sort(byId), coverage: 'full', open };
}

/** A control of which the rules are a part: there is always something else to say of it. */
export function part(id: string, title: string, rules: string, open: string): PackControl {
  return { ...full(id, title, rules, open), coverage: 'partial' };
}

/** A control that no rule of the pack says anything about. */
export function unseen(id: string, title: string, open: string): PackControl {
  return { id, title, rules: [], coverage: 'partial', open };
}
