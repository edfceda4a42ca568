import { effectOf } from './compare-properties';
import { section } from './json';
import { possibleValues } from './possible';
import { keptOf, type PropertyChange, type ResourceChange } from './resource-change';
import type { RawResource, Survey } from './survey';
import { free, generated } from './symbols';
import { updateOf } from './update-requirements';

/** Adds what follows from replacements: a value that refers to a resource that is replaced becomes another, though it is written as before. */
export function withCascades(changes: readonly ResourceChange[], after: Survey): ResourceChange[] {
  let current = [...changes];
  for (;;) {
    const renewed = current.filter(({ effect }) => effect === 'replaced' || effect === 'cannotTell');
    const next = current.map((change) => followed(change, renewed, after));
    if (next.every((change, index) => change.properties.length === current[index]?.properties.length)) return next;
    current = next;
  }
}

/** Whether a value, as it is looked at, has something of a resource in it that CloudFormation makes up. */
export function refersTo(value: string, { stack, logicalId }: RawResource): boolean {
  const made = generated('', stack.id, logicalId).slice(1);
  const attribute = free(`${stack.id}.${logicalId}.`).slice(0, -1);
  return value.includes(made) || value.includes(attribute);
}

function followed(change: ResourceChange, renewed: readonly ResourceChange[], survey: Survey): ResourceChange {
  const { before, after, properties, type } = change;
  const others = renewed.filter((one) => one.after && one.after.logicalId !== after?.logicalId);
  if (!before || !after || others.length === 0) return change;
  const known = new Set(properties.map(({ name }) => name));
  const more = Object.entries(section(after.raw, 'Properties')).flatMap(([name, written]): PropertyChange[] => {
    if (known.has(name)) return [];
    const values = possibleValues(survey, after.stack, written);
    const cause = others.find((one) => values.some((value) => refersTo(value, one.after as RawResource)));
    return cause
      ? [{ name, update: updateOf(type, name), certain: cause.effect === 'replaced', through: (cause.after as RawResource).logicalId }]
      : [];
  });
  if (more.length === 0) return change;
  const all = [...properties, ...more];
  const effect = effectOf(all);
  return { ...change, properties: all, effect, kept: keptOf(effect, before, after) };
}
