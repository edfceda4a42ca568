import type { IConstruct } from 'constructs';
import { accept } from '../private/acceptances';
import type { AcceptedRule } from '../profiles/accepted-rule';

/**
 * Accepts that a rule does not pass somewhere, for a reason, in somebody's name and until a day.
 *
 * The verdict of the rule stays what it is. The acceptance is written into the template, beside it: into the metadata of
 * the resources that the rule is about. In the output of the CDK, the finding counts as acknowledged.
 */
export class Acceptance {
  /**
   * For a part of the app.
   *
   * @param scope the construct, also for what is defined in it later; not a whole app or stage
   */
  public static of(scope: IConstruct): Acceptance {
    return new Acceptance(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Accept that a rule does not pass.
   *
   * @param rule the rule, with all that has to be said of it
   */
  public accept(rule: AcceptedRule): void {
    accept(this.scope, rule);
  }
}
