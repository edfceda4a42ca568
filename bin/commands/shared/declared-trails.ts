import { type Assembly, rawResources } from '../../../lib/template/assembly';
import { logBucketsOf } from '../../../lib/template/log-buckets';
import { readAssembly } from '../../../lib/template/read-assembly';
import { display, generated } from '../../../lib/template/symbols';
import type { ReadAssemblyOptions } from '../../../lib/template/template-file';
import type { TrailModel } from '../../../lib/template/trail-model';
import { trailsOf } from '../../../lib/template/trails';
import { UnreadableAssemblyError } from '../../../lib/template/unreadable-assembly-error';
import { namesIn } from './made-up-names';
import { CannotRun } from './terminal';

/** The trails of an assembly, and how to speak of them. */
export interface Declared {
  readonly trails: readonly DeclaredTrail[];
  /** The ARNs of the buckets that receive what the trails deliver, and what follows from it. */
  readonly logBuckets: readonly string[];
  /** A value for people: what is known at the deployment only stands in angle brackets, by the name of its construct. */
  readonly display: (value: string) => string;
}

/** A trail in one of the forms that the conditions of its template allow. */
export interface DeclaredTrail {
  readonly model: TrailModel;
  readonly name: string;
  readonly stack: string;
  /** The same for all forms of a trail, and for the trail in another assembly. */
  readonly id: string;
}

/** How to read it. */
export interface DeclaredOptions extends ReadAssemblyOptions {
  /** Names that CloudFormation made up: `Reports=stack-reports-1abc`, by construct or by logical id. */
  readonly name?: readonly string[];
}

/** Reads what was synthesized; what cannot be read is said in a sentence. */
export function readDeclared(path: string, options: DeclaredOptions = {}): Declared {
  const assembly = read(path, options);
  const show = displayFor(assembly);
  const named = namesIn(options.name ?? [], show);
  const trails = trailsOf(assembly).map((model) => ({
    model: { ...model, selectors: named(model.selectors), ...(model.bucketName !== undefined && { bucketName: named(model.bucketName) }) },
    name: show(model.name),
    stack: model.resource.stack.name,
    id: `${model.resource.stack.id} ${model.resource.logicalId}`,
  }));
  if (trails.length === 0) throw new CannotRun(`${path} declares no AWS::CloudTrail::Trail; add an AuditTrail to the app and synthesize it again`);
  return { trails, logBuckets: logBucketsOf(assembly).map(({ name }) => `arn:aws:s3:::${named(name)}`), display: show };
}

function read(path: string, options: ReadAssemblyOptions): Assembly {
  try {
    return readAssembly(path, options);
  } catch (error) {
    throw error instanceof UnreadableAssemblyError ? new CannotRun(error.message) : error;
  }
}

/** Names that CloudFormation makes up are shown by the path of their construct, as somebody gave it. */
function displayFor({ stacks }: Assembly): (value: string) => string {
  const names = new Map(
    stacks.flatMap((stack) =>
      rawResources(stack).flatMap(([logicalId]): [string, string][] => {
        // The L1 inside of an L2 is called "Resource"; the name that somebody gave stands before it.
        const path = stack.paths
          .get(logicalId)
          ?.split('/')
          .filter((part) => part !== 'Resource' && part !== 'Default');
        return path && path.length > 1 ? [[display(generated('', stack.id, logicalId)), `<${path.slice(1).join('/')}>`]] : [];
      }),
    ),
  );
  // Without colons, so that an ARN with it can still be told into its parts.
  names.set('<AWS::Region>', '<region>').set('<AWS::AccountId>', '<account>');
  return (value) => display(value).replace(/<[^<>]*>/g, (name) => names.get(name) ?? name);
}
