import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const cdk = /^(aws-cdk-lib|constructs)($|\/)/;
const node = new RegExp(`^node:(${builtinModules.join('|')})$`);
const rooms = (...names: string[]) => new RegExp(`^(${names.join('|')})/`);
const contract = /^lib\/[\w-]+\/[\w-]+\.contract$/;

/** The ground floor, in its order: a room knows those above it, and nothing of CDK or AWS. */
const groundFloor = ['findings', 'log-format', 'selection', 'integrity', 'detection', 'policy', 'template', 'rules', 'report'].map(
  (name) => `lib/${name}`,
);
const below = (floor: string) => groundFloor.slice(0, groundFloor.indexOf(floor));
const ground = rooms(...groundFloor);

/** The rooms of the first floor, and which others of it each may know. */
const firstFloor: Record<string, string[]> = {
  'lib/private': [],
  'lib/profiles': ['lib/private'],
  'lib/selectors': ['lib/private'],
  'lib/archive': ['lib/private', 'lib/profiles'],
  'lib/mixins': ['lib/private', 'lib/selectors'],
  'lib/trail': ['lib/private', 'lib/profiles', 'lib/selectors', 'lib/archive', 'lib/mixins'],
  ...Object.fromEntries(
    ['organization', 'processing', 'analytics', 'monitoring', 'compliance'].map((name) => [
      `lib/${name}`,
      ['lib/private', 'lib/profiles', 'lib/selectors', 'lib/archive', 'lib/mixins', 'lib/trail'],
    ]),
  ),
};

/** What tests of users load: it knows no construct, so that it works without the CDK. Only jest knows where its `expect` is. */
const testing: [folder: string, allowed: RegExp[]] = ['lib/testing', [node, ground, /^@jest\/globals$/]];

/** What the files of a folder may import, besides other files of the same folder. */
const mayImport: [folder: string, allowed: RegExp[]][] = [
  ...groundFloor.map((floor): [string, RegExp[]] => [floor, [node, ...(below(floor).length > 0 ? [rooms(...below(floor))] : [])]]),
  ...Object.entries(firstFloor).map(([room, others]): [string, RegExp[]] => [
    room,
    [node, cdk, ground, ...(others.length > 0 ? [rooms(...others)] : [])],
  ]),
  testing,
  ['handlers', [node, /^@aws-sdk\//, /^@aws-lambda-powertools\//, /^@smithy\//, /^aws-lambda$/, ground, contract]],
  ['bin/commands', [node, ground, contract, /^handlers\/[\w-]+\/core$/, /^@aws-sdk\//, /^@smithy\//, /^(cli-progress|commander|yaml)$/]],
  ['examples', [node, cdk, /^cdk-cloudtrail(\/handler)?$/, /^esbuild$/]],
];

test.each(mayImport.filter(([folder]) => existsSync(join(root, folder))))('%s imports only what it may', (folder, allowed) => {
  const strays = importsBelow(folder).filter(([, target]) => !target.startsWith(`${folder}/`) && !allowed.some((pattern) => pattern.test(target)));
  expect(strays).toEqual([]);
});

test('every room of the library is one of the plan', () => {
  const found = readdirSync(join(root, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `lib/${name}`);
  expect(found.filter((room) => !groundFloor.includes(room) && !(room in firstFloor) && room !== testing[0])).toEqual([]);
});

test('a contract imports nothing', () => {
  expect(importsBelow('lib').filter(([file]) => file.endsWith('.contract.ts'))).toEqual([]);
});

test('the core of a handler does not know AWS', () => {
  expect(importsBelow('handlers').filter(([file, target]) => file.endsWith('core.ts') && /^@aws/.test(target))).toEqual([]);
});

test('neither the ground floor nor what is for tests is in the API of constructs', () => {
  const hidden = (target: string) => ground.test(target) || target.startsWith(`${testing[0]}/`);
  expect(importsBelow('lib').filter(([file, target]) => file === 'lib/index.ts' && hidden(target))).toEqual([]);
});

function importsBelow(folder: string): [file: string, target: string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const path = join(root, folder, name);
      return [...readFileSync(path, 'utf8').matchAll(/(?:^(?:import|export)[^']*? from |import\(|require\(|^import )'([^']+)'/gm)].map(
        ([, target = '']): [string, string] => [
          relative(root, path),
          target.startsWith('.') ? relative(root, resolve(dirname(path), target)) : target,
        ],
      );
    });
}
