import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { SourceFiles } from '../../../lib/report/sarif/locations';
import { type Assembly, locationOf } from '../../../lib/template/assembly';

/** The files of templates, as seen from where the command runs: in a pipeline, that is the top of the repository. */
export function sourceFiles({ stacks }: Assembly): SourceFiles {
  return new Map(
    stacks.map((stack) => {
      const path = relative(process.cwd(), stack.file).split(sep).join('/');
      return [locationOf(stack), { path, text: readFileSync(stack.file, 'utf8').replace(/^\uFEFF/, '') }];
    }),
  );
}
