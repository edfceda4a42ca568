import { checkAsJson, type Result } from './result';

/** What was seen, for whoever has to prove it later, and for `check --evidence`. */
export function evidenceOf({ outcome, deployment, checks, summary, at }: Result, version: string): string {
  const stacks = deployment.assembly.stacks.map(({ id, sha256 }) => {
    const answer = deployment.stacks.get(id);
    const template = { stack: id, templateSha256: sha256 ?? null };
    if (answer?.is !== 'there') return { ...template, deployed: null, because: answer?.is === 'unknown' ? answer.because : 'it is not deployed' };
    const { id: arn, status, account, region, parameters, physicalIds } = answer.value;
    const resources = Object.fromEntries([...physicalIds].sort(([one], [other]) => (one < other ? -1 : 1)));
    return { ...template, deployed: { arn, status, account, region, parameters, resources }, because: null };
  });
  const tool = { name: 'cdk-cloudtrail', version };
  return JSON.stringify(
    { schemaVersion: '1', tool, at: at.toISOString(), verdict: outcome, summary, stacks, checks: checks.map(checkAsJson) },
    null,
    2,
  );
}
