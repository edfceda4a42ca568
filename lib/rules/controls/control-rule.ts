import type { TemplateResource } from '../../template/resource';
import type { TrailModel } from '../../template/trail-model';
import type { World } from '../../template/world';
import type { Judgement } from './judgement';
import type { RuleParameters } from './rule-parameters';

/** How much a violation weighs. */
export type ControlSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** What everybody may know of a rule. */
export interface RuleText {
  /** Stable; part of the contract of the library. */
  readonly id: string;
  /** One word for it, as in a list. */
  readonly name: string;
  /** What is true where the rule passes, in a few words. */
  readonly title: string;
  readonly severity: ControlSeverity;
  /** Whether templates can decide it: always, for a part of it, or never. */
  readonly decidable: 'full' | 'partly' | 'none';
  readonly resourceTypes: readonly string[];
  /** Why it matters. */
  readonly rationale: string;
  /** What is looked at, and what passes. */
  readonly predicate: string;
  /** The API calls that settle it in the account. */
  readonly live: string;
  readonly fix: string;
  /** What a pass does not say, where that is not obvious. */
  readonly limit?: string;
}

/** What a rule looks at: a trail, in one of the ways to deploy it. Ask for single properties: each that is asked for may need a decision. */
export interface ControlScene {
  readonly world: World;
  readonly trail: TrailModel;
  readonly parameters: RuleParameters;
}

/** How a key has to do with a trail. */
export interface KeyScene extends ControlScene {
  /** Whether the trail itself encrypts with it; else its bucket or log group does. */
  readonly ofTrail: boolean;
}

/** A log bucket with its policies; the bucket itself may be defined elsewhere. */
export interface PolicyScene extends ControlScene {
  readonly bucketName: string;
  /** Every policy of the bucket in these templates: S3 keeps one. */
  readonly policies: readonly TemplateResource[];
}

type Of<Kind extends string, Scene> = { readonly of: Kind; readonly judge: (resource: TemplateResource, scene: Scene) => Judgement };

/** What a rule is asked about. Bucket, key, log group, role and topic are those of the trail; where templates do not define them, nobody asks the rule. */
export type Judge =
  | { readonly of: 'trail'; readonly judge: (trail: TrailModel, scene: ControlScene) => Judgement }
  | Of<'logBucket' | 'logGroup' | 'logRole' | 'topic', ControlScene>
  /** The log bucket for its policy's sake: where only the policy is in these templates, the resource is that. */
  | Of<'logBucketPolicy', PolicyScene>
  | Of<'key', KeyScene>
  /** Each resource of a type, whatever it has to do with trails. */
  | { readonly of: 'resource'; readonly judge: (resource: TemplateResource, scene: Omit<ControlScene, 'trail'>) => Judgement }
  /** What the other results say together. */
  | { readonly of: 'report' };

/** A rule of a control: a pure function over the templates of an assembly. */
export type ControlRule = RuleText & Judge;
