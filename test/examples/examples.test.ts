import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { ACKNOWLEDGEMENTS, type Acknowledgement } from './acknowledgements';
import { exampleNames } from './names';
import { type Verdict, verdictsOf } from './verdicts';

// Here the rule engine of aws-cdk-lib is on, unlike in the rest of the suite: it starts once for all examples.
delete process.env.CDK_VALIDATION;

const root = join(__dirname, '../..');
const EXAMPLES = exampleNames();
const verdicts = new Map<string, Verdict[]>();
const apps = new Map<string, App>();

beforeAll(() => {
  for (const name of EXAMPLES) {
    const { app } = require(join(root, 'examples', name, 'app')) as { app: App };
    apps.set(name, app);
    verdicts.set(name, verdictsOf(app));
  }
}, 120_000);

describe.each(EXAMPLES)('the example %s', (name) => {
  test('has nothing that a pack finds and nobody accepted', () => {
    expect(verdicts.get(name)?.filter((verdict) => !ACKNOWLEDGEMENTS.some((one) => accepts(one, verdict)))).toEqual([]);
  });

  test('gets the verdicts that were reviewed', () => {
    expect(
      verdicts
        .get(name)
        ?.map(({ rule, path }) => `${path}: ${rule}`)
        .sort(),
    ).toMatchSnapshot();
  });

  test('makes the template that was reviewed', () => {
    const outdir = apps.get(name)?.outdir ?? '';
    const templates = readdirSync(outdir)
      .filter((file) => file.endsWith('.template.json'))
      .map((file) => withoutHashes(readFileSync(join(outdir, file), 'utf8')));
    expect(templates).toMatchSnapshot();
  });

  test('is linked from the README, and says what it is for', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`](examples/${name}`);
    expect(readFileSync(join(root, 'examples', name, 'README.md'), 'utf8').length).toBeGreaterThan(200);
  });
});

test('every acknowledgement is of something that is found, and is in the documentation with its reason', () => {
  const all = [...verdicts.values()].flat();
  const documentation = readFileSync(join(root, 'docs/compliance.md'), 'utf8');
  expect(ACKNOWLEDGEMENTS.filter((one) => !all.some((verdict) => accepts(one, verdict)))).toEqual([]);
  expect(ACKNOWLEDGEMENTS.filter(({ reason }) => !documentation.includes(reason))).toEqual([]);
});

function accepts({ rule, path }: Acknowledgement, verdict: Verdict): boolean {
  return (
    rule.test(verdict.rule.replace(/^(AwsSolutions|HIPAA\.Security|NIST\.800\.53\.R[45]|PCI\.DSS\.321|Serverless)-/, '')) && path.test(verdict.path)
  );
}

/** Assets are named after their content, which changes with every version of a dependency. */
function withoutHashes(template: string): unknown {
  return JSON.parse(template.replace(/[0-9a-f]{64}/g, '<hash>'));
}
