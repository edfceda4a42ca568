import type { Problem } from '../findings/finding';

/** Where something stands in a rule: names of members and places in lists, from the outermost on. */
export type RulePath = readonly (string | number)[];

/** Where a rule is from. Whoever parsed its file knows the lines. */
export interface RuleSource {
  readonly file: string;
  readonly lineOf?: (path: RulePath) => number | undefined;
}

/** Why a rule is refused, or what of it is doubtful, with the place. */
export interface RuleProblem extends Problem {
  readonly file: string;
  readonly line?: number;
  /** The place in the rule: `detection > selection > eventName|contains`. */
  readonly path: string;
}

/** What is told about a problem; an error unless it says otherwise. */
export type Refusal = Omit<Problem, 'id' | 'severity'> & Partial<Pick<Problem, 'severity'>>;

/** Collects the problems of one rule, so that all of them are told at once. */
export class RuleProblems {
  readonly found: RuleProblem[] = [];

  constructor(private readonly source: RuleSource) {}

  /** Notes a problem; gives nothing, so that it can stand where a value was to be read. */
  add(what: string, path: RulePath, refusal: Refusal): undefined {
    const line = this.source.lineOf?.(path);
    this.found.push({
      id: `cdk-cloudtrail:DetectionRule.${what}`,
      severity: 'error',
      ...refusal,
      file: this.source.file,
      ...(line !== undefined && { line }),
      path: path.join(' > '),
    });
    return undefined;
  }

  /** Whether the rule cannot be used. */
  get refused(): boolean {
    return this.found.some(({ severity }) => severity === 'error');
  }
}
