import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { type Assembly, locationOf } from '../../template/assembly';
import type { SourceFiles } from './locations';

/** The files of templates, as seen from the working directory: in a pipeline, that is the top of the repository. */
export function sourceFiles({ stacks }: Assembly): SourceFiles {
  return new Map(
    stacks.map((stack) => {
      const path = relative(process.cwd(), stack.file).split(sep).join('/');
      return [locationOf(stack), { path, text: readFileSync(stack.file, 'utf8').replace(/^\uFEFF/, '') }];
    }),
  );
}
