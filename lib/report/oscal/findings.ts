import type { ComplianceReport, ControlRow } from '../compliance-report';
import { coverageOf, frameworkOf, STATUSES } from '../wording';
import { objectiveId } from './catalogs';
import type { Observed } from './observations';
import { isRisk } from './risks';
import { line, list, props, prose } from './text';
import { uuidOf } from './uuid';

interface State {
  readonly state: 'satisfied' | 'not-satisfied';
  readonly reason: 'pass' | 'fail' | 'other';
}

/** Satisfied is only what is met: OSCAL has no word for unknown, and what is unknown or accepted is not satisfied. */
const STATES: Readonly<Record<Exclude<ControlRow['status'], 'notAssessed'>, State>> = {
  met: { state: 'satisfied', reason: 'pass' },
  notMet: { state: 'not-satisfied', reason: 'fail' },
  undetermined: { state: 'not-satisfied', reason: 'other' },
  accepted: { state: 'not-satisfied', reason: 'other' },
};

/** What is known of each control that some rule says something of. Of the others there is no finding. */
export function findingsOf({ controls }: ComplianceReport, results: readonly Observed[]): object[] {
  return controls.flatMap((control) => (control.status === 'notAssessed' ? [] : [findingOf(control, STATES[control.status], results)]));
}

/** A finding is about the objective that the rules of the pack are, which is a part of the control. */
function findingOf(control: ControlRow, state: State, results: readonly Observed[]): object {
  const { id, title, status, pack, coverage, rules, open } = control;
  const asked = results.filter(({ row }) => row.packs.includes(pack) && rules.includes(row.rule) && row.verdict !== 'notApplicable');
  const { label, meaning } = STATUSES[status];
  return {
    uuid: uuidOf('finding', pack, id),
    title: line(`${frameworkOf(control)} ${id}: ${title}`),
    description: prose(`${label}. ${meaning}`),
    ...props({ control: id, pack, status, coverage }),
    target: {
      type: 'objective-id',
      'target-id': objectiveId(control),
      title: line(title),
      status: { ...state, remarks: prose(`${label}. ${meaning}`) },
    },
    'related-observations': asked.map(({ observation }) => ({ 'observation-uuid': observation })),
    ...list(
      'related-risks',
      asked.filter(isRisk).map(({ risk }) => ({ 'risk-uuid': risk })),
    ),
    remarks: prose([`${coverageOf(control)}.`, ...(open === null ? [] : [`Templates do not show: ${open}`])].join(' ')),
  };
}
