import { spawnSync } from 'node:child_process';

interface Match {
  readonly Rule: { readonly Id: string };
}

/** The rules that cfn-lint finds broken in a template; `undefined` where it is not installed. */
export function lint(template: string): readonly string[] | undefined {
  const { error, stdout, stderr } = spawnSync('cfn-lint', ['--format', 'json', '--', template], { encoding: 'utf8' });
  if (error) return undefined;
  try {
    return (JSON.parse(stdout) as Match[]).map(({ Rule }) => Rule.Id);
  } catch {
    throw new Error(`cfn-lint gives no JSON: ${(stderr || stdout).slice(0, 300)}`);
  }
}
