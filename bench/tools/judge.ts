import { otherToolsOf } from '../../lib/rules/packs/other-tools';
import type { Case } from './cases';
import { type Answer, type Grade, gradeOf } from './grade';
import { otherQuestion } from './other-question';
import { type Tool, together } from './tool';

/** What a tool says of a case, and how good that is. */
export interface Judged {
  readonly one: Case;
  readonly answer: Answer;
  readonly grade: Grade;
}

/** How a tool did. */
export interface Column {
  readonly tool: string;
  readonly version: string;
  readonly judged: readonly Judged[];
  /** How many cases are of demands that it has no rule for. */
  readonly without: number;
  /** How many cases it cannot be asked about, by the reason. */
  readonly refused: ReadonlyMap<string, number>;
}

/** Asks a tool about each case that it has a rule for. */
export function columnOf(tool: Tool, cases: readonly Case[]): Column {
  const refused = new Map<string, number>();
  const covered = coveredBy(tool.name, cases);
  const judged = covered.flatMap((one): Judged[] => {
    const reason = tool.refuses(one) ?? (one.about.length === 0 ? 'there is no resource that it would be about' : undefined);
    if (reason !== undefined) refused.set(reason, (refused.get(reason) ?? 0) + 1);
    return reason === undefined ? [judge(tool, one)] : [];
  });
  return { tool: tool.name, version: tool.version, judged, without: cases.length - covered.length, refused };
}

/** How our rules did, measured in the same way. */
export function ours(cases: readonly Case[], version: string): Column {
  const judged = cases.map((one): Judged => {
    const answer = one.ours ?? 'silent';
    return { one, answer, grade: gradeOf(one.fixture.verdict, answer) };
  });
  return { tool: 'cdk-cloudtrail', version, judged, without: 0, refused: new Map() };
}

/** The cases of demands that a tool has a rule for. */
export function coveredBy(tool: string, cases: readonly Case[]): Case[] {
  return cases.filter(({ fixture }) => rulesOf(tool, fixture.rule).length > 0);
}

/** What a tool calls what a rule of ours looks at. */
export function rulesOf(tool: string, rule: string): string[] {
  return otherToolsOf(rule)
    .filter((one) => one.tool === tool)
    .map((one) => one.rule);
}

function judge(tool: Tool, one: Case): Judged {
  const { rule, name, verdict } = one.fixture;
  const answer = together(rulesOf(tool.name, rule).flatMap((id) => one.about.map((place) => tool.answer(one, id, place))));
  const grade = gradeOf(verdict, answer);
  const other = otherQuestion(tool.name, rule, name);
  return { one, answer, grade: other && /^(false|claimed)/.test(grade) ? 'otherQuestion' : grade };
}
