import { medianOf, ratiosOf } from '../shared/statistics';
import { printTable } from '../shared/table';
import type { Made } from './assembly';
import type { Usage } from './usage';

/** By contender and size: what it took in each round. */
export type Usages = ReadonlyMap<string, readonly Usage[]>;

const NAMES = { json: 'all packs, JSON', html: 'all packs, HTML', floor: 'reading and JSON.parse' } as const;
type Name = keyof typeof NAMES;
const all = Object.keys(NAMES) as Name[];

/** What each size takes. */
export function printSizes(made: readonly Made[], usages: Usages): void {
  console.log('What it takes, medians\n');
  printTable(
    ['', 'stacks', 'resources', 'trails', 'templates, MB', 'CPU s', 'wall s', 'peak MB', 'CPU to the floor'],
    all.flatMap((name) =>
      made.map(({ stacks, resources, trails, megabytes }) => {
        const figures = (part: 'cpu' | 'wall' | 'peakMegabytes', of = name) => taken(usages, of, stacks).map((one) => one[part]);
        return [
          NAMES[name],
          ...[stacks, resources, trails, megabytes.toFixed(1)].map(String),
          medianOf(figures('cpu')).toFixed(2),
          medianOf(figures('wall')).toFixed(2),
          medianOf(figures('peakMegabytes')).toFixed(0),
          ratiosOf(figures('cpu'), figures('cpu', 'floor')).median.toFixed(1),
        ];
      }),
    ),
  );
  for (const { stacks } of made)
    console.log(`${stacks} stacks: ${taken(usages, 'json', stacks)[0]?.answer}; as HTML ${taken(usages, 'html', stacks)[0]?.answer}`);
}

/** How it grows: 2.0 for twice as many stacks is what cannot be helped. */
export function printGrowth(sizes: readonly number[], usages: Usages): void {
  console.log('\nGrowth with twice as many stacks, medians of the ratios within the rounds (middle half); 2.0 is linear\n');
  const steps = sizes.slice(1).map((size, index) => [sizes[index] ?? 0, size] as const);
  printTable(
    ['', ...steps.flatMap(([from, to]) => [`CPU ${from} to ${to}`, `peak ${from} to ${to}`])],
    all.map((name) => [
      NAMES[name],
      ...steps.flatMap(([from, to]) =>
        (['cpu', 'peakMegabytes'] as const).map((part) => {
          const figures = (size: number) => taken(usages, name, size).map((one) => one[part]);
          const { median, low, high } = ratiosOf(figures(to), figures(from));
          return `${median.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`;
        }),
      ),
    ]),
  );
}

/** Where the time goes. */
export function printParts(sizes: readonly number[], usages: Usages): void {
  console.log('\nCPU seconds of the parts, medians, and growth\n');
  const rows = (['json', 'html'] as const).flatMap((name) =>
    Object.keys(taken(usages, name, sizes[0] ?? 0)[0]?.parts ?? {}).map((part) => ({ name, part })),
  );
  const shown = rows.filter(({ name, part }) => name === 'json' || part === 'render');
  printTable(
    ['', ...sizes.map((size) => `${size} stacks`), ...sizes.slice(1).map((size) => `growth to ${size}`)],
    shown.map(({ name, part }) => {
      const figures = (size: number) => taken(usages, name, size).map(({ parts }) => parts[part] ?? 0);
      return [
        part === 'render' ? `render ${name}` : part,
        ...sizes.map((size) => medianOf(figures(size)).toFixed(2)),
        ...sizes.slice(1).map((size, index) => ratiosOf(figures(size), figures(sizes[index] ?? 0)).median.toFixed(2)),
      ];
    }),
  );
}

/** What other tools take for the smallest size, once. */
export function printOthers(stacks: number, usages: Usages, others: Readonly<Record<string, Usage | undefined>>): void {
  console.log(`\nOther tools over the ${stacks} stacks, one run; ratios to all packs as JSON\n`);
  const ours = taken(usages, 'json', stacks);
  const [cpu, peak] = [medianOf(ours.map((one) => one.cpu)), medianOf(ours.map((one) => one.peakMegabytes))];
  printTable(
    ['', 'CPU s', 'ratio', 'wall s', 'peak MB', 'ratio', 'what it found'],
    Object.entries(others).flatMap(([name, usage]) =>
      usage
        ? [
            [
              name,
              usage.cpu.toFixed(2),
              (usage.cpu / cpu).toFixed(2),
              usage.wall.toFixed(2),
              usage.peakMegabytes.toFixed(0),
              (usage.peakMegabytes / peak).toFixed(2),
              usage.answer,
            ],
          ]
        : [],
    ),
  );
  for (const [name, usage] of Object.entries(others)) if (!usage) console.log(`!!! ${name} is not installed: it is MISSING above !!!`);
}

function taken(usages: Usages, name: Name, stacks: number): readonly Usage[] {
  return usages.get(`${name} ${stacks}`) ?? [];
}
