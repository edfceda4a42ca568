/** A trail that may deliver to an archive. */
export interface TrailDelivery {
  /**
   * The ARN of the trail, written out from its name: an attribute of the trail would make its policies wait for the
   * trail, which waits for its policies.
   */
  readonly trailArn: string;

  /** The account that the trail belongs to: for an organization trail, the management account. */
  readonly trailAccount: string;

  /** Whose events the trail delivers: the accounts, or the organization, that come after `AWSLogs/` in the keys. */
  readonly owners: string[];
}
