import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'yaml';
import { register as check } from '../../bin/commands/check';
import { register as deployPolicy } from '../../bin/commands/deploy-policy';
import { register as status } from '../../bin/commands/status';
import { PACKS } from '../../lib/rules/packs/catalogue';

const folder = join(__dirname, '../../examples/ci');
const docs = readFileSync(join(__dirname, '../../docs/ci.md'), 'utf8');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

const program = new Command();
for (const register of [check, status, deployPolicy]) register(program);

interface Pipeline {
  readonly name: string;
  readonly jobs: Readonly<Record<string, any>>;
  /** What the shells run, job by job. */
  readonly scripts: Readonly<Record<string, string>>;
}

const github: Pipeline = (() => {
  const { jobs } = parse(text('github-actions.yml'));
  return { name: 'github-actions.yml', jobs, scripts: scriptsOf(jobs, ({ steps }) => steps.map(({ run = '' }: any) => run)) };
})();

const gitlab: Pipeline = (() => {
  const file = parse(text('gitlab-ci.yml'));
  const jobs = Object.fromEntries(Object.entries(file).filter(([name, job]: [string, any]) => job.script && !name.startsWith('.')));
  return { name: 'gitlab-ci.yml', jobs, scripts: scriptsOf(jobs, ({ script }) => script) };
})();

function scriptsOf(jobs: Readonly<Record<string, any>>, of: (job: any) => readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, of(job).join('\n')]));
}

/** The calls of this library's command in a script, word by word. */
function calls(script: string): string[][] {
  return [...script.matchAll(/npx cdk-cloudtrail ([^`\n]+)/g)].map(([, line = '']) =>
    (line.split(/ (?:\|\||&&|>|\|) /)[0] as string).trim().split(/\s+/),
  );
}

/** What commander does not know of a call. */
function unknownIn([name, ...words]: readonly string[]): string[] {
  const command = program.commands.find((one) => one.name() === name);
  if (!command) return [`the command ${name}`];
  return words.flatMap((word, index) => {
    if (!word.startsWith('--')) return [];
    const option = command.options.find(({ long }) => long === word);
    if (!option) return [`${name} ${word}`];
    const value = words[index + 1] ?? '';
    const wrong = (option.argChoices && !option.argChoices.includes(value)) || (word === '--pack' && !PACKS.some(({ id }) => id === value));
    return wrong ? [`${name} ${word} ${value}`] : [];
  });
}

describe.each([github, gitlab])('$name', ({ name, jobs, scripts }) => {
  test('calls commands of this library with options that they have', () => {
    const all = Object.values(scripts).flatMap(calls);

    expect(new Set(all.map(([command]) => command))).toEqual(new Set(['check', 'status']));
    expect(all.flatMap(unknownIn)).toEqual([]);
  });

  test('checks, deploys what was checked, and asks whether it runs, in this order', () => {
    expect(Object.keys(jobs)).toEqual(['check', 'deploy', 'status']);
    expect(
      [scripts.check, scripts.deploy, scripts.status].map((script) => /cdk (synth|deploy)|cdk-cloudtrail status/.exec(script ?? '')?.[0]),
    ).toEqual(['cdk synth', 'cdk deploy', 'cdk-cloudtrail status']);
    expect(scripts.deploy).toMatch(/--app cdk\.out/);
    expect(JSON.stringify([jobs.deploy.needs, jobs.status.needs])).toMatch(/check.*check.*deploy/);
  });

  test('swallows no failure', () => {
    expect(text(name)).not.toMatch(/\|\| (true|:|exit 0)|continue-on-error|allow_failure|set \+e/);
    for (const script of [scripts.check ?? '', scripts.status ?? '']) {
      expect(calls(script).length).toBe((script.match(/ \|\| code=\$\?$/gm) ?? []).length);
      expect(script).toMatch(/exit \$code\s*$/);
    }
  });

  test('publishes every report that it writes, also after a failure', () => {
    const written = Object.values(scripts).flatMap((script) => [...script.matchAll(/--(?:output|evidence) (\S+\/\S+)/g)].map(([, file]) => file));
    const job = (one: any) =>
      JSON.stringify([one.artifacts?.paths, (one.steps ?? []).filter(({ if: when = '' }: any) => when.startsWith('always()'))]);

    expect(written.length).toBeGreaterThan(4);
    expect(written.filter((file) => !file?.startsWith('reports/'))).toEqual([]);
    expect([job(jobs.check), job(jobs.status)]).toEqual([expect.stringContaining('reports/'), expect.stringContaining('reports/')]);
    for (const { artifacts } of [jobs.check, jobs.status]) if (artifacts) expect(artifacts.when).toBe('always');
  });

  test('has no secret: roles are taken on by a token, a different one for each job', () => {
    expect(text(name)).not.toMatch(/secrets\.|ACCESS_KEY|AKIA|PASSWORD/);
    expect(text(name).match(/AUDIT_(DEPLOY|STATUS)_ROLE/g)).toEqual(['AUDIT_DEPLOY_ROLE', 'AUDIT_STATUS_ROLE']);
    expect(JSON.stringify(jobs.check)).not.toMatch(/id-token|id_tokens|role/);
  });

  test('the page and the folder say what its variables are', () => {
    const variables = [...new Set(text(name).match(/AUDIT_[A-Z_]+/g))];

    expect(variables.filter((variable) => !docs.includes(variable) || !text('README.md').includes(variable))).toEqual([]);
  });
});

test('actions have full versions, and jobs have no more rights than they need', () => {
  const uses = Object.values(github.jobs).flatMap(({ steps }) => steps.flatMap((step: any) => step.uses ?? []));

  expect(uses.filter((one: string) => !/^[\w-]+\/[\w/-]+@v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  expect(parse(text('github-actions.yml')).permissions).toEqual({ contents: 'read' });
  expect(Object.entries(github.jobs).map(([name, { permissions }]) => [name, permissions['id-token'], permissions['security-events']])).toEqual([
    ['check', undefined, 'write'],
    ['deploy', 'write', undefined],
    ['status', 'write', undefined],
  ]);
});

test('the image has a full version', () => {
  expect(parse(text('gitlab-ci.yml')).default.image).toMatch(/^node:\d+\.\d+\.\d+-/);
});

test('calls on the page have options that the commands have', () => {
  expect(calls(docs).flatMap(unknownIn)).toEqual([]);
});
