/** One string, or several of which one has to match. */
export type OneOrMore<T = string> = T | readonly T[];

/** Who a statement is about. */
export type PrincipalElement =
  | '*'
  | {
      readonly AWS?: OneOrMore;
      readonly Service?: OneOrMore;
      readonly Federated?: OneOrMore;
      readonly CanonicalUser?: OneOrMore;
    };

/** Operator, then key, then the values of which one has to match. IAM reads `false` and `1` like `"false"` and `"1"`. */
export type ConditionElement = Readonly<Record<string, Readonly<Record<string, OneOrMore<string | number | boolean>>>>>;

/** A statement of a policy, as it stands in a template once its intrinsic functions are resolved. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: ConditionElement;
}

/**
 * A policy as it stands in a template once its intrinsic functions are resolved.
 *
 * What comes from a template may be given as one: evaluation checks it and throws on what does not belong in a policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Id?: string;
  readonly Statement: OneOrMore<PolicyStatement>;
}
