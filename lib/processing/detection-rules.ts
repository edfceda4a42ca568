import { join, resolve } from 'node:path';
import { unloggedBy } from '../detection/logged';
import { type LoadedRule, withPlace } from '../detection/rule-files';
import { describe, type Problem } from '../findings/finding';
import { type Chosen, type LeftOut, loadDirectory } from './detection-rule-files';

/** What a trail without selectors of its own logs. */
const MANAGEMENT_EVENTS = {};

/**
 * Which rules are looked for in the log: Sigma rules for CloudTrail.
 *
 * Each method gives a new set and leaves this one as it is.
 */
export class DetectionRules {
  /** The rules of this library on management events: what matters in any account. docs/detection-rules.md lists them. */
  public static recommended(): DetectionRules {
    return DetectionRules.own((rule) => unloggedBy(rule, MANAGEMENT_EVENTS) === undefined);
  }

  /** The rules of this library on data events: for trails that log them. */
  public static recommendedForDataEvents(): DetectionRules {
    return DetectionRules.own((rule) => unloggedBy(rule, MANAGEMENT_EVENTS) !== undefined);
  }

  /**
   * The Sigma rules in a folder, and below it: in files that end with `.yml` or `.yaml`. Rules for other logs are passed over.
   *
   * A rule that has anything that is not supported is an error, with the file, the line and the fix.
   *
   * @param path absolute, or from the folder in which the app is run
   */
  public static fromDirectory(path: string): DetectionRules {
    const { loaded, problems } = loadDirectory(resolve(path), path);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new Error(errors.map(withPlace).join('\n'));
    return new DetectionRules(
      loaded.map((rule) => ({ ...rule, staged: false })),
      [],
      problems.map((problem) => ({ ...problem, message: `${problem.file}${problem.line ? `:${problem.line}` : ''}: ${problem.message}` })),
    );
  }

  private static own(isWanted: (rule: LoadedRule['rule']) => boolean): DetectionRules {
    const { chosen } = DetectionRules.fromDirectory(join(__dirname, '../../rules/detection'));
    return new DetectionRules(
      chosen.filter(({ rule }) => isWanted(rule)),
      [],
      [],
    );
  }

  private constructor(
    private readonly chosen: readonly Chosen[],
    private readonly leftOut: readonly LeftOut[],
    private readonly warnings: readonly Problem[],
  ) {}

  /** The ids of the rules, in their order. */
  public get ids(): string[] {
    return this.chosen.map(({ rule }) => rule.id);
  }

  /**
   * These rules and others. A rule that is in both is an error: leave it out of one.
   *
   * @param others the others
   */
  public plus(others: DetectionRules): DetectionRules {
    const twin = others.chosen.find(({ rule }) => this.ids.includes(rule.id));
    if (twin) {
      throw new Error(
        refusal('repeatedRule', {
          message: `two sets have the rule '${twin.rule.title}' of ${twin.file}`,
          value: twin.rule.id,
          fix: "leave it out of one of them with 'without()', or give the other an id of its own",
        }),
      );
    }
    return new DetectionRules([...this.chosen, ...others.chosen], [...this.leftOut, ...others.leftOut], [...this.warnings, ...others.warnings]);
  }

  /**
   * These rules without some.
   *
   * @param ids of the rules
   * @param reason for whoever asks later; it is kept with the rules
   */
  public without(ids: string[], reason: string): DetectionRules {
    this.mustHave(ids);
    if (reason.trim() === '') {
      throw new Error(refusal('noReason', { message: 'rules are left out without a reason', value: ids, fix: 'say why' }));
    }
    const rest = this.chosen.filter(({ rule }) => !ids.includes(rule.id));
    return new DetectionRules(rest, [...this.leftOut, ...ids.map((rule) => ({ rule, reason }))], this.warnings);
  }

  /**
   * Findings of these rules are counted, and send no alert: to see how many there are.
   *
   * @param ids of the rules; all of this set, if there are none
   */
  public staged(...ids: string[]): DetectionRules {
    return this.withStaged(ids, true);
  }

  /**
   * Rules that were staged send alerts.
   *
   * @param ids of the rules; all of this set, if there are none
   */
  public promoted(...ids: string[]): DetectionRules {
    return this.withStaged(ids, false);
  }

  /** @internal */
  public _chosen(): readonly Chosen[] {
    return this.chosen;
  }

  /** @internal */
  public _leftOut(): readonly LeftOut[] {
    return this.leftOut;
  }

  /** @internal */
  public _warnings(): readonly Problem[] {
    return this.warnings;
  }

  private withStaged(ids: readonly string[], staged: boolean): DetectionRules {
    this.mustHave(ids);
    const changed = this.chosen.map((one) => (ids.length === 0 || ids.includes(one.rule.id) ? { ...one, staged } : one));
    return new DetectionRules(changed, this.leftOut, this.warnings);
  }

  private mustHave(ids: readonly string[]): void {
    const unknown = ids.filter((id) => !this.ids.includes(id));
    if (unknown.length === 0) return;
    throw new Error(refusal('unknownRule', { message: 'no rule of this set has the id', value: unknown, fix: "see 'ids' for those that it has" }));
  }
}

function refusal(what: string, problem: Omit<Problem, 'id' | 'severity'>): string {
  return describe({ id: `cdk-cloudtrail:DetectionRules.${what}`, severity: 'error', ...problem });
}
