import type { PolicyDocument } from './document';
import { type AccessRequest, contextOf } from './request';
import { statementsOf } from './statement';
import { within } from './unsupported-policy-error';

/** The statement that decided about a request. */
export interface DecidingStatement {
  /** Position of its document among those that were evaluated. */
  readonly document: number;
  /** Position of the statement in its document. */
  readonly index: number;
  readonly sid?: string;
}

/** What policies say to a request. */
export interface Decision {
  /** `denied` by a statement that says so, or `notAllowed` because none says otherwise. */
  readonly effect: 'allowed' | 'denied' | 'notAllowed';
  /** The first statement that decided; none if nothing was said. */
  readonly by?: DecidingStatement;
}

/**
 * Evaluates policies: any `Deny` goes before any `Allow`.
 *
 * The policies are one heap, as for a request within one account. Where two sides have to agree, evaluate each for itself: between accounts,
 * and where a resource names a whole account, which leaves the decision to the identity policies of that account.
 *
 * Fails with an `UnsupportedPolicyError` if anything in the policies is not understood, also where it would not have mattered.
 *
 * @param documents policies of resources; see `attachedTo()` and `trustPolicyOf()` for those of identities
 * @param request who wants to do what
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(documents: readonly PolicyDocument[], request: AccessRequest): Decision {
  const context = within('request', () => contextOf(request));
  const applying = documents
    .flatMap((document, position) =>
      within(`policy ${position}`, () => statementsOf(document).map((statement) => ({ ...statement, document: position }))),
    )
    .filter(({ document, place, appliesTo }) => within(`policy ${document}: ${place}`, () => appliesTo(request, context)));
  const deciding = applying.find(({ effect }) => effect === 'Deny') ?? applying[0];
  if (!deciding) return { effect: 'notAllowed' };
  const { document, index, sid } = deciding;
  return { effect: deciding.effect === 'Deny' ? 'denied' : 'allowed', by: { document, index, ...(sid !== undefined && { sid }) } };
}
