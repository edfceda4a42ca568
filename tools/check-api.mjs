// The rules of a public API that the compiler does not know, read from the jsii assembly.
import { readFileSync } from 'node:fs';

const { types } = JSON.parse(readFileSync('.jsii', 'utf8'));
const all = Object.values(types);
const membersOf = (type) => [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])];

const broken = [
  ...all.flatMap((type) =>
    [type, ...membersOf(type)]
      .filter((member) => !member.docs?.summary && !member.overrides)
      .map((member) => `${type.name}.${member.name ?? ''} is not documented`),
  ),
  ...all
    .filter(({ datatype }) => datatype)
    .flatMap((type) =>
      (type.properties ?? [])
        .filter(({ optional, docs }) => optional && !docs?.default)
        .map(({ name }) => `${type.name}.${name} does not say what happens without it`),
    ),
  ...all
    .filter(({ datatype }) => datatype)
    .flatMap((type) =>
      (type.properties ?? [])
        .filter(({ type: { union, fqn = '' } }) => union || /\.Cfn[A-Z]/.test(fqn))
        .map(({ name }) => `${type.name}.${name} is a union or an L1 type`),
    ),
  ...all.flatMap((type) =>
    membersOf(type)
      .filter(({ docs }) => /The property that|\bTODO\b/.test(docs?.summary ?? ''))
      .map(({ name }) => `${type.name}.${name} has a summary that says nothing`),
  ),
];
for (const line of broken) console.error(line);
console.log(`${all.length} public types, ${broken.length} broken rules`);
if (broken.length > 0) process.exit(1);
