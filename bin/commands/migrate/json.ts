import type { RawResource } from '../../../lib/template/survey';
import { display } from '../../../lib/template/symbols';
import type { Judged } from './consequences';
import { isOfInterest, type Report } from './text';

/** The report as JSON. Every change has all members, also those without a value; resources that stay as they are are counted. */
export function toJson({ verdict, rows, plan, skipped }: Report): string {
  const changed = rows.filter(isOfInterest);
  return JSON.stringify(
    { schemaVersion: '1', verdict, changes: changed.map(rowAsJson), unchanged: rows.length - changed.length, plan, skipped },
    null,
    2,
  );
}

function rowAsJson({ change, role, place, consequences }: Judged) {
  const { type, effect, before, after, properties, kept, identity } = change;
  return {
    place,
    type,
    role: role ?? null,
    effect,
    before: placeOf(before),
    after: placeOf(after),
    identity: identity ? Object.fromEntries(Object.entries(identity).map(([name, value]) => [name, display(value)])) : null,
    properties: properties.map(({ name, update, certain, through }) => ({ name, update, certain, through: through ?? null })),
    kept,
    consequences,
  };
}

function placeOf(resource: RawResource | undefined) {
  return resource ? { stack: resource.stack.name, logicalId: resource.logicalId } : null;
}
