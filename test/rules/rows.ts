import { checkAssembly } from '../../lib/rules/check-assembly';
import type { Assembly } from '../../lib/template/assembly';
import type { Template } from './templates';

/** A row of the list of mistakes, the finding that it has to be, what it is, and a template with nothing else wrong. */
export type Row = [row: string, id: string, what: string, template: Template];

/** The ids of all findings of an assembly, of which there should be one for one mistake. */
export function findingsOf(assembly: Assembly): string[] {
  return checkAssembly(assembly).findings.map(({ id }) => id);
}
