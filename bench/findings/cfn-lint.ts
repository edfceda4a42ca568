import { spawnSync } from 'node:child_process';

interface Match {
  readonly Rule: { readonly Id: string };
}

/** The rules that cfn-lint finds broken in a template; `undefined` where it is not installed. */
export function lint(template: string): readonly string[] | undefined {
  const { error, status, stdout, stderr } = spawnSync('cfn-lint', ['--format', 'json', '--', template], { encoding: 'utf8' });
  // 127 is what the wrappers of version managers give.
  if (error || status === 127) return undefined;
  try {
    return (JSON.parse(stdout) as Match[]).map(({ Rule }) => Rule.Id);
  } catch {
    throw new Error(`cfn-lint gives no JSON: ${(stderr || stdout).slice(0, 300)}`);
  }
}
