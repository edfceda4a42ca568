import { deliveryPath } from '../../log-format/log-file-key';
import type { TrailModel } from '../../template/trail-model';
import { type Answer, ask, askAny } from '../access/ask';
import { kindsOf, type PathParts, putFile, readAcl } from './requests';

/** What the policies of a bucket say to all that a trail does there. */
export interface Deliveries {
  /** Whether CloudTrail may read the ACL, which it does when the trail is created. */
  readonly acl: Answer;
  /** Whether it may put the files of the account of the trail, for each kind of them. */
  readonly own: readonly { readonly kind: PathParts['kind']; readonly answer: Answer }[];
  /** Whether it may put the files of the organization: of any that the policies may mean. */
  readonly organization: Answer;
}

/** Asks policies for all that a trail will do. */
export function deliveriesOf(trail: TrailModel, bucketArn: string, policies: readonly unknown[]): Deliveries {
  const put = (path: Partial<PathParts>) => askAny(policies, putFile(trail, bucketArn, path));
  return {
    acl: ask(policies, readAcl(trail, bucketArn)),
    own: kindsOf(trail).map((kind) => ({ kind, answer: put({ kind }) })),
    // An organization trail delivers below the id of its organization, which is in no property of the trail: any that the policy names may be it.
    organization: best(organizationsIn(trail, policies).map((owner) => put({ owner }))),
  };
}

/** What policies write in the place of an organization, and one that they would only mean by a wildcard. */
export function organizationsIn(trail: TrailModel, policies: readonly unknown[]): string[] {
  const folder = deliveryPath('', '').replace(/\/\/$/, '/');
  const named = [...JSON.stringify(policies).matchAll(new RegExp(`${folder}([^/"*]+)/`, 'g'))].map(([, owner = '']) => owner);
  return [...new Set([...named.filter((owner) => owner !== trail.account && !/^\d{12}$/.test(owner)), 'o-0000000000'])];
}

function best(answers: readonly Answer[]): Answer {
  return answers.find(({ allowed }) => allowed === 'yes') ?? answers.find(({ allowed }) => allowed === 'unknown') ?? { allowed: 'no' };
}
