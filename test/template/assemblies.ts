import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Assembly, TemplateStack } from '../../lib/template/assembly';
import { Choices } from '../../lib/template/choices';
import { Survey } from '../../lib/template/survey';
import { partitionOfTemplate, pathsIn } from '../../lib/template/template-file';
import { World } from '../../lib/template/world';

export type Json = Record<string, any>;

/** A stack of an assembly that was never written to a file. */
export function stackOf(template: Json, parts: Partial<TemplateStack> = {}): TemplateStack {
  const name = parts.name ?? 'Stack';
  return {
    id: name,
    name,
    file: `${name}.template.json`,
    partition: partitionOfTemplate(template, parts.region),
    template,
    paths: pathsIn(template),
    ...parts,
  };
}

export function assemblyOf(...stacks: TemplateStack[]): Assembly {
  return { stacks, skipped: [] };
}

/** The first way to deploy a template. */
export function worldOf(
  template: Json,
  parts: Partial<TemplateStack> = {},
): { world: World; stack: TemplateStack; resolve: (value: unknown) => unknown } {
  const stack = stackOf(template, parts);
  const world = new World(new Choices(), new Survey(assemblyOf(stack)));
  return { world, stack, resolve: (value) => world.resolve(stack, value) };
}

/** A folder with files of JSON or text. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}
