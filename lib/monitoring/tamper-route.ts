/** How EventBridge compares a value of an event: as it is, or as an operator says. */
export type Matcher = string | Readonly<Record<string, string | boolean>>;

/** What is protected, by what calls say of it. */
export type NameKind =
  | 'trail'
  | 'bucket'
  | 'key'
  | 'keyArn'
  | 'logGroup'
  | 'logGroupName'
  | 'topic'
  | 'rule'
  | 'function'
  | 'queue'
  | 'alarm'
  | 'role'
  | 'policy';

/** Calls that are tampering where a field of theirs names what is protected. */
export interface Route {
  readonly source: string;
  /** As CloudTrail records them. */
  readonly events: readonly Matcher[];
  /** What is protected; without anything of that kind, the calls do not matter. */
  readonly names: NameKind;
  /** What names it, with a dot between its parts. Without one, the calls are about the whole account. */
  readonly field?: string;
  /** How a name is compared, where it is not by equality. */
  readonly matchers?: (name: string) => readonly Matcher[];
  /** What else the field may be. */
  readonly values?: readonly Matcher[];
}

/** The services whose events are only in one Region of a partition. */
export const GLOBAL_SOURCES: readonly string[] = ['iam', 'organizations'];

/** A parameter of the request. */
export const parameter = (name: string) => `requestParameters.${name}`;
/** CloudTrail's documentation does not say whether the case of a name matters. */
export const inAnyCase = (name: string): Matcher[] => [{ 'equals-ignore-case': name }];
/** Whatever begins with a text. */
export const beginning = (text: string): Matcher[] => [{ prefix: text }];
/** Whatever begins with one of some texts. */
export const prefixes = (...texts: string[]): Matcher[] => texts.flatMap(beginning);

/** Whatever is protected. */
export const none = (): Matcher[] => [];

/** By name, or by an ARN that may end with its streams. */
export const logGroupNamed = (name: string): Matcher[] => [name, { suffix: `:log-group:${name}` }, { suffix: `:log-group:${name}:*` }];
