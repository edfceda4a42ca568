import { AspectPriority, Aspects, CfnResource, type IAspect, Stage, Token, Validations } from 'aws-cdk-lib';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { type AcceptanceForm, problemOfForm } from '../report/acceptance-form';
import { METADATA } from '../report/acceptances';
import { CONTROL_RULES } from '../rules/controls/catalogue';
import { reportedOn } from '../rules/controls/reported-on';
import { refuse, reportAtSynthesis } from './report';
import { trailBucketsIn } from './trail-buckets';

/** The name of the validation plugin whose findings are those of reports. */
export const COMPLIANCE_PLUGIN = 'cdk-cloudtrail-compliance';

/** An acceptance as it is written into a template. */
interface Entry extends AcceptanceForm {
  /** The construct that it was said of. */
  readonly at: string;
}

/** Says of every resource at or below a construct that a rule, where it is about the resource, need not pass. */
export function accept(scope: IConstruct, form: AcceptanceForm): void {
  const problem = problemOfForm(form, (text) => Token.isUnresolved(text));
  if (problem) refuse(scope, problem);
  if (Stage.isStage(scope)) {
    refuse(scope, {
      id: 'cdk-cloudtrail:Acceptance.tooWide',
      message: `${form.rule} would be accepted for the whole ${scope.node.scope ? 'stage' : 'app'}, also for what nobody thought of`,
      value: scope.node.path,
      fix: 'accept it for the construct that it is about',
    });
  }
  write(scope, form, scope);
  reportAtSynthesis(scope, () => (targetsIn(scope, form.rule.trim()).length > 0 ? [] : [nothingThere(scope, form)]));
}

/** The same for a form that is in order, where there is something that the rule is about. */
export function acceptWhereFound(scope: IConstruct, form: AcceptanceForm, said: IConstruct): void {
  if (targetsIn(scope, form.rule.trim()).length > 0) write(scope, form, said);
}

function write(scope: IConstruct, { rule, reason, owner, ticket, expires }: AcceptanceForm, { node }: IConstruct): void {
  const entry = { rule: rule.trim(), reason: reason.trim(), owner: owner.trim(), ticket: ticket.trim(), expires: expires.trim(), at: node.path };
  writerOf(scope).entries.push(entry);
  Validations.of(scope).acknowledge({ id: `${COMPLIANCE_PLUGIN}::${entry.rule}`, reason: entry.reason });
}

const WRITERS = new WeakMap<IConstruct, Writer>();

function writerOf(scope: IConstruct): Writer {
  const known = WRITERS.get(scope);
  if (known) return known;
  const writer = new Writer(scope);
  WRITERS.set(scope, writer);
  // Before the CDK names the templates of nested stacks after what is in them: what is written later is not deployed.
  Aspects.of(scope).add(writer, { priority: AspectPriority.MUTATING });
  return writer;
}

/** Writes acceptances into resources, also into those that are defined later. */
class Writer implements IAspect {
  public readonly entries: Entry[] = [];
  private meant: (resource: CfnResource) => boolean = () => true;

  constructor(private readonly scope: IConstruct) {}

  public visit(construct: IConstruct): void {
    if (construct === this.scope) this.meant = logBucketsAlone(this.scope);
    if (!CfnResource.isCfnResource(construct)) return;
    for (const entry of this.entries) {
      if (isFor(entry.rule, construct, this.meant)) writeInto(construct, entry);
    }
  }
}

function targetsIn(scope: IConstruct, rule: string): CfnResource[] {
  const meant = logBucketsAlone(scope);
  return scope.node.findAll().filter((construct) => CfnResource.isCfnResource(construct) && isFor(rule, construct, meant)) as CfnResource[];
}

function isFor(id: string, resource: CfnResource, meant: (resource: CfnResource) => boolean): boolean {
  const rule = CONTROL_RULES.find((known) => known.id === id);
  return rule !== undefined && reportedOn(rule).includes(resource.cfnResourceType) && (!/^logBucket/.test(rule.of) || meant(resource));
}

/** Rules of log buckets say nothing of other buckets, such as that of the access logs. */
function logBucketsAlone(scope: IConstruct): (resource: CfnResource) => boolean {
  const buckets = trailBucketsIn(scope);
  return (resource) => buckets === undefined || buckets.has(resource as CfnBucket);
}

function writeInto(resource: CfnResource, entry: Entry): void {
  const own = (resource.getMetadata(METADATA) ?? {}) as { readonly accepted?: readonly Entry[] };
  const accepted = own.accepted ?? [];
  if (accepted.some((known) => contentOf(known) === contentOf(entry))) return;
  resource.addMetadata(METADATA, { ...own, accepted: [...accepted, entry] });
}

/** Whether it was said here or further out makes no other acceptance of it. */
function contentOf({ rule, reason, owner, ticket, expires }: Entry): string {
  return JSON.stringify([rule, reason, owner, ticket, expires]);
}

function nothingThere({ node }: IConstruct, { rule }: AcceptanceForm) {
  const types = CONTROL_RULES.filter(({ id }) => id === rule.trim()).flatMap(reportedOn);
  return {
    id: 'cdk-cloudtrail:Acceptance.nothingThere',
    severity: 'error',
    message: `${rule} is accepted for ${node.path}, and there is no ${types.join(' or ')} at or below it`,
    value: node.path,
    fix: 'accept it for the construct that the rule is about, or take the acceptance back',
  } as const;
}
