import { basename } from 'node:path';
import { isJson, type Json, section } from './json';

/** What is deployed together: the stacks of a CDK app, or the templates that were given. */
export interface Assembly {
  readonly stacks: readonly TemplateStack[];
  /** Files that were left aside, with the reason. */
  readonly skipped: readonly string[];
  /** The version of the form of a cloud assembly. */
  readonly version?: string;
}

/** A stack, as it is before its intrinsic functions are resolved. */
export interface TemplateStack {
  /** Unique in the assembly, and what its user calls it: the path of the construct, or the name of the file. */
  readonly id: string;
  /** The name that it is deployed with. */
  readonly name: string;
  /** The file of the template. */
  readonly file: string;
  /** The file as seen from what was read, with slashes; the name of the file if it is left out. */
  readonly location?: string;
  /** Of the file, in hexadecimal digits; left out for what was never a file. */
  readonly sha256?: string;
  /** Left out where it is known at the deployment only. */
  readonly account?: string;
  /** Left out where it is known at the deployment only. */
  readonly region?: string;
  readonly partition: string;
  readonly template: Json;
  /** The paths of the constructs, by the logical id of their resources. */
  readonly paths: ReadonlyMap<string, string>;
  /** The resource that deploys a nested stack. */
  readonly parent?: { readonly stack: TemplateStack; readonly logicalId: string };
}

/** The file of a stack, the same on every machine. */
export function locationOf({ location, file }: TemplateStack): string {
  return location ?? basename(file);
}

/** The resources of a template, as they are written. */
export function rawResources({ template }: TemplateStack): [logicalId: string, resource: Json][] {
  return Object.entries(section(template, 'Resources')).filter((entry): entry is [string, Json] => isJson(entry[1]));
}

/** The end of the names of services. */
export function urlSuffixOf({ partition }: TemplateStack): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}
