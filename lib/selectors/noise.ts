import { Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { FieldSelector } from './field-selector';

/**
 * Data events that are many and say little. Leave them out where the reason holds for you.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export class Noise {
  /** What lifecycle rules of S3 do with objects. */
  public static readonly S3_LIFECYCLE = new Noise(
    { field: 'eventSource', notEquals: ['s3lifecycle.amazonaws.com'] },
    'the rules are in the template of the bucket, and nobody acts',
  );

  /** Requests to S3 that were refused before anybody was known to have made them. */
  public static readonly S3_FAILED_AUTHENTICATION = new Noise(
    { field: 'eventSource', notEquals: ['s3-authn-errors.amazonaws.com'] },
    'scanners of the internet cause them, and they reach no object',
  );

  /** The record for each object that a `DeleteObjects` request deleted, beside that of the request itself, which names none of them. */
  public static readonly S3_OBJECTS_OF_DELETE_OBJECTS = new Noise(
    { field: 'eventType', notEquals: ['AwsServiceEvent'] },
    'the request is logged once, with who made it; which objects it deleted is then not',
  );

  /**
   * What a role of a pipeline of your own does, such as a function that copies every object.
   *
   * Whoever can assume the role is then not logged either: only for roles that a service alone can assume.
   *
   * @param role the role
   * @param reason why what it does need not be known
   */
  public static ofRole(role: IRole, reason: string): Noise {
    const { partition } = Stack.of(role);
    return new Noise(
      { field: 'userIdentity.arn', notStartsWith: [`arn:${partition}:sts::${role.env.account}:assumed-role/${role.roleName}/`] },
      reason,
    );
  }

  private constructor(
    /** @internal */
    public readonly _field: FieldSelector,
    /** Why it can be left out. */
    public readonly reason: string,
  ) {}
}
