import type { ComplianceReport, Evidence, ResultRow } from '../compliance-report';
import { fingerprintsOf } from '../sarif/results';
import { servedLine } from '../served-controls';
import { inLine } from '../value';
import { nameOf, OUTCOMES, settingsOf } from '../wording';
import { subjectsOf } from './subjects';
import { line, list, props, prose, reference, timestamp } from './text';
import { uuidOf } from './uuid';

/** Longer values are cut: the whole is in the JSON form of the report. */
const LONGEST_VALUE = 1000;

/** A result of the report, with the UUIDs by which others refer to it. */
export interface Observed {
  readonly row: ResultRow;
  readonly observation: string;
  readonly risk: string;
}

/** The results with their UUIDs, which are the same as long as rule, resource and question are. */
export function observed({ results }: ComplianceReport): Observed[] {
  const fingerprints = fingerprintsOf(results);
  return results.map((row, index) => ({
    row,
    observation: uuidOf('observation', fingerprints[index]),
    risk: uuidOf('risk', fingerprints[index]),
  }));
}

/** A result as an observation. Its verdict is a property, and never anything but what the report says. */
export function observationOf(report: ComplianceReport, { row, observation }: Observed, at: Date): object {
  const { rule, title, verdict, severity, because, evidence, needs, fix, accepted, withDefaults } = row;
  return {
    uuid: observation,
    title: line(`${rule}: ${title}`),
    description: prose(`${nameOf(row.resource)}: ${because}.`, OUTCOMES[verdict].meaning),
    ...props({
      rule,
      verdict,
      severity,
      settings: settingsOf(row),
      controls: servedLine(report, row),
      'with-defaults': withDefaults,
      accepted: accepted && 'true',
    }),
    methods: ['TEST'],
    types: ['control-objective'],
    ...list('subjects', subjectsOf(row)),
    ...list('relevant-evidence', evidence.map(evidenceOf)),
    collected: timestamp(at),
    ...remarks([
      needs ? `Unknown, and no statement that anything is satisfied. It depends on ${needs.dependsOn.join(', ')}. ${needs.live} settles it.` : null,
      fix === null ? null : `To do: ${fix}.`,
    ]),
  };
}

function evidenceOf({ template, pointer, value, absent }: Evidence): object {
  const what = absent === undefined ? inLine(value, LONGEST_VALUE) : `${absent} is missing`;
  return { href: reference(template, pointer), description: prose(`${template} ${pointer}: ${what}`) };
}

function remarks(sentences: readonly (string | null)[]): { readonly remarks?: string } {
  const said = sentences.filter((sentence) => sentence !== null);
  return said.length > 0 ? { remarks: prose(...said) } : {};
}
