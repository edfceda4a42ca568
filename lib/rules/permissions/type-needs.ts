/**
 * What the deployment of a resource of a type needs. Lists of actions and of ARNs are texts with blanks between their members; ARNs begin behind the
 * partition, and have REGION, ACCOUNT, PATH and NAME in them.
 */
export interface TypeNeeds {
  /** The property with the name. CloudFormation makes a name up where it is missing, or where the type has no such property. */
  readonly name?: string;
  /** The property that names the resource which is changed instead: that of a bucket, for the policy of the bucket. */
  readonly belongsTo?: { readonly property: string; readonly type: string };
  /** Left out where the resource has no ARN of its own that can be known. */
  readonly arn?: string;
  /** The ARNs that it has instead if a property is there. */
  readonly arnWith?: Readonly<Record<string, string>>;
  /** To create, read and change it; to delete it as well, unless that would be evidence or data. */
  readonly actions: string;
  /** What is needed on other ARNs, which are the same for all resources of the type; `*` where the action knows no resource. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What is needed only if a property is there. */
  readonly when?: Readonly<Record<string, string>>;
  /** The same, on other ARNs. */
  readonly whenBeside?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The roles that are passed on: the path of the property, and the service that gets them. */
  readonly passes?: Readonly<Record<string, string>>;
}

export type NeedsTable = Readonly<Record<string, TypeNeeds>>;
