import { CONTROL_RULES } from '../../rules/controls/catalogue';
import type { ComplianceReport, ControlRow } from '../compliance-report';
import { groupBy } from '../reading';
import { frameworkOf } from '../wording';
import { controlId, objectiveId, sourceOf } from './catalogs';
import { line, list, props, prose } from './text';

/** Which controls were looked at: for each pack all of its controls, without those that no rule said anything of. */
export function reviewedControls(report: ComplianceReport): object {
  const packs = [...groupBy(report.controls, ({ pack }) => pack).values()];
  return {
    description: prose(...report.limits),
    'control-selections': packs.map(selectionOf),
    ...list(
      'control-objective-selections',
      [report.controls.filter(isAssessed)]
        .filter(({ length }) => length > 0)
        .map((assessed) => ({ 'include-objectives': assessed.map((control) => ({ 'objective-id': objectiveId(control) })) })),
    ),
  };
}

function selectionOf(controls: readonly ControlRow[]): object {
  const select = (control: ControlRow) => ({ 'control-id': controlId(control) });
  const [first] = controls as readonly [ControlRow];
  return {
    description: prose(frameworkOf(first)),
    ...props({ pack: first.pack }),
    links: [{ href: sourceOf(first), rel: 'reference' }],
    'include-controls': controls.map(select),
    ...list('exclude-controls', controls.filter((control) => !isAssessed(control)).map(select)),
    remarks: 'Of the controls that are excluded, no rule says anything for these templates.',
  };
}

/** What was asked of each control that has rules: objectives of this library, since no catalog has them. */
export function objectivesOf({ controls }: ComplianceReport): object[] {
  return controls.filter(({ rules }) => rules.length > 0).map(objectiveOf);
}

function objectiveOf(control: ControlRow): object {
  const { id, title, pack, coverage, rules, open } = control;
  const asked = rules.map((rule) => `${rule}: ${CONTROL_RULES.find((known) => known.id === rule)?.title ?? 'a rule of this library'}.`);
  return {
    'control-id': controlId(control),
    description: prose(`${frameworkOf(control)} ${id}: ${title}`),
    ...props({ control: id, pack, coverage }),
    links: [{ href: sourceOf(control), rel: 'reference' }],
    parts: [
      {
        id: objectiveId(control),
        name: 'assessment-objective',
        title: line(title),
        prose: prose('In every deployment of the templates, all of this holds:', ...asked),
      },
      {
        name: 'assessment-method',
        ...props({ rules: rules.join(' ') }),
        prose: 'TEST: the rules read the templates. Whatever else was looked at is named among the limits.',
      },
    ],
    ...(open !== null && { remarks: prose(`Not part of the objective, since templates do not show it: ${open}`) }),
  };
}

function isAssessed({ status }: ControlRow): boolean {
  return status !== 'notAssessed';
}
