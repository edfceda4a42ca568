import type { ComplianceReport, ResultRow } from './compliance-report';

/** The controls of a pack that a result counts for. */
export interface ServedControls {
  /** The id of the pack. */
  readonly pack: string;
  /** The ids of the controls, as the pack numbers them. */
  readonly controls: readonly string[];
}

/** The controls that a result counts for, by the packs that asked for it. */
export function servedControls({ controls }: Pick<ComplianceReport, 'controls'>, { rule, packs }: ResultRow): ServedControls[] {
  return packs.map((pack) => ({
    pack,
    controls: controls.filter((control) => control.pack === pack && control.rules.includes(rule)).map(({ id }) => id),
  }));
}

/** The same in one line, as in `ct-core: CT-1, CT-2; lake: LAKE-1`. */
export function servedLine(report: Pick<ComplianceReport, 'controls'>, row: ResultRow): string {
  return servedControls(report, row)
    .map(({ pack, controls }) => `${pack}: ${controls.join(', ') || 'none'}`)
    .join('; ');
}
