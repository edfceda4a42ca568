import { resolve, sep } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Assembly } from '../template/assembly';
import { readAssembly } from '../template/read-assembly';

/** What is looked at together. */
export interface ComplianceSubject {
  readonly assembly: Assembly;
  /** Where the report is written. */
  readonly directory: string;
  /** The path of the app or stage. */
  readonly path: string;
}

/**
 * The app or stage that a plugin was added to: the CDK tells it the templates alone. If it was added to several stages, these are looked at together.
 *
 * @param home the app or stage, if the plugin knows it
 */
export function complianceSubject(root: IConstruct, templates: readonly string[], home?: Stage): ComplianceSubject {
  const stages = home ? [home] : (root.node.findAll().filter(Stage.isStage) as Stage[]);
  const [outermost] = stages as [Stage];
  const whole = readAssembly(outermost.outdir);
  const asked = new Set(templates.map((path) => resolve(path)));
  const files = whole.stacks.filter(({ parent }) => !parent).map(({ file }) => resolve(file));
  const found = home ?? stages.find(({ outdir }) => files.every((file) => asked.has(file) === file.startsWith(resolve(outdir) + sep)));
  if (found) return { assembly: found === outermost ? whole : readAssembly(found.outdir), directory: found.outdir, path: found.node.path };
  const isAsked = ({ file, parent }: Assembly['stacks'][number]): boolean => (parent ? isAsked(parent.stack) : asked.has(resolve(file)));
  return { assembly: { ...whole, stacks: whole.stacks.filter(isAsked) }, directory: outermost.outdir, path: outermost.node.path };
}
