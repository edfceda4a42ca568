/** How bad a finding is: an error stops the synthesis, a warning can be acknowledged with a reason. */
export type Severity = 'error' | 'warning';

/** What is wrong with a declaration, before anybody knows where it stands. */
export interface Problem {
  /** Stable, for acknowledgements and reports: `cdk-cloudtrail:Area.what`. A contract: never reused for something else. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong and why, without a full stop at the end. */
  readonly message: string;
  /** The bad value, as the user would recognise it. */
  readonly value?: unknown;
  /** What AWS answers to it, where that is known. */
  readonly awsMessage?: string;
  /** What to do instead. */
  readonly fix: string;
}

/** A problem with its place. */
export interface Finding extends Problem {
  /** The construct path. */
  readonly path: string;
}

/** A problem as the text of an error or a warning: the id, the value, the reason, what AWS would say, the fix. */
export function describe({ id, message, value, awsMessage, fix }: Problem): string {
  const got = value === undefined ? '' : `, got ${JSON.stringify(value)}`;
  const aws = awsMessage === undefined ? '' : ` (AWS answers: "${awsMessage}")`;
  return `[${id}] ${message}${got}${aws}; ${fix}`;
}
