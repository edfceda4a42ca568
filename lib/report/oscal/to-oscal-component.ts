import { CONTROL_RULES } from '../../rules/controls/catalogue';
import type { ComplianceReport, ControlRow } from '../compliance-report';
import { groupBy } from '../reading';
import { frameworkOf } from '../wording';
import { catalogResources, controlId, sourceOf } from './catalogs';
import { IMPLEMENTED, whereOf } from './implemented';
import { metadataOf } from './metadata';
import { line, list, props, prose } from './text';
import { uuidOf } from './uuid';

const TITLE = 'CloudTrail constructs for the AWS CDK';

/**
 * The library as a component definition of OSCAL 1.2.1: for each control of the packs of a report, what the constructs do for it, rule by rule. It
 * says nothing of the templates of the report.
 *
 * @param at when it is written
 */
export function toOscalComponent(report: ComplianceReport, at: Date): string {
  const { tool } = report;
  const implementations = [...groupBy(report.controls, ({ pack }) => pack).values()].flatMap((controls) => implementationOf(controls, tool.version));
  const resources = catalogResources(report);
  const document = {
    'component-definition': {
      uuid: uuidOf('component-definition', tool, report.controls.map(controlId)),
      metadata: metadataOf(report, TITLE, at),
      components: [
        {
          uuid: uuidOf('component', tool.name),
          type: 'software',
          title: line(tool.name),
          description: prose(
            'Constructs that define trails, log archives and alarms. What they do for a control is what its rules ask; that is a part of most controls.',
          ),
          ...props({ version: tool.version }),
          ...list('control-implementations', implementations),
        },
      ],
      ...(resources.length > 0 && { 'back-matter': { resources } }),
    },
  };
  return JSON.stringify(document, undefined, 2);
}

/** Nothing where the library does nothing for any control. */
function implementationOf(controls: readonly ControlRow[], version: string): object[] {
  const [first] = controls as readonly [ControlRow];
  const served = controls.filter(({ rules }) => rules.some((rule) => rule in IMPLEMENTED));
  if (served.length === 0) return [];
  const others = controls.filter((control) => !served.includes(control)).map(({ id }) => id);
  return [
    {
      uuid: uuidOf('control-implementation', first.pack),
      source: sourceOf(first),
      description: prose(`${frameworkOf(first)}. The constructs do nothing for ${others.join(', ') || 'no other control of the pack'}.`),
      ...props({ pack: first.pack, version, 'controls-without-statement': others.join(' ') }),
      'implemented-requirements': served.map(requirementOf),
    },
  ];
}

function requirementOf(control: ControlRow): object {
  const { id, pack, title, rules, coverage, open } = control;
  const done = rules.filter((rule) => rule in IMPLEMENTED);
  const rest = rules.filter((rule) => !(rule in IMPLEMENTED));
  return {
    uuid: uuidOf('implemented-requirement', pack, id),
    'control-id': controlId(control),
    description: prose(`${id}: ${title}.`, ...done.map(sentenceOf)),
    props: [
      { name: 'implementation-status', value: coverage === 'full' && rest.length === 0 ? 'implemented' : 'partial' },
      ...(props({ control: id, coverage, rules: done.join(' '), 'rules-of-the-user': rest.join(' ') }).props ?? []),
    ],
    ...(open !== null && { remarks: prose(`What else the control asks for: ${open}`) }),
  };
}

function sentenceOf(rule: string): string {
  const title = CONTROL_RULES.find(({ id }) => id === rule)?.title ?? rule;
  const implementation = IMPLEMENTED[rule];
  return implementation ? `${rule}: ${title} (${whereOf(implementation)}).` : `${rule}: ${title}.`;
}
