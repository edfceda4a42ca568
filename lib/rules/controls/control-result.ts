import type { Evidence } from './evidence';
import type { Verdict } from './judgement';

/** The resource that a result is about. */
export interface ResultResource {
  readonly logicalId: string | null;
  readonly type: string;
  /** The path of its construct; where that is not known, stack and logical id. */
  readonly path: string | null;
  readonly stack: string | null;
}

/** What a rule says of a resource, however the assembly is deployed. */
export interface ControlResult {
  readonly verdict: Verdict;
  /** The members are `null` where there is nothing that the rule could be about. */
  readonly resource: ResultResource;
  /** One sentence for a reviewer, without a full stop. */
  readonly because: string;
  readonly evidence: readonly Evidence[];
  /** What an unknown verdict hangs on. */
  readonly dependsOn: readonly string[];
  /** For an unknown: the verdict if every parameter has its default, where that is another one. */
  readonly withDefaults: Verdict | null;
}
