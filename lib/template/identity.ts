import { section } from './json';
import { namePropertyOf } from './naming';
import { possible } from './possible';
import type { RawResource, Survey } from './survey';
import { isOpen } from './symbols';
import { textOf } from './unknown';
import { identifiersOf } from './update-requirements';

/**
 * What tells a resource from all others of its type, as the template writes it: its name, or what it belongs to, such as the bucket of a bucket policy.
 *
 * `undefined` where CloudFormation makes it up, or only the deployment knows it.
 */
export function writtenIdentity(survey: Survey, resource: RawResource): Readonly<Record<string, string>> | undefined {
  const type = String(resource.raw.Type);
  const name = namePropertyOf(type);
  const identifiers = name === undefined ? identifiersOf(type) : [name];
  const written = section(resource.raw, 'Properties');
  const values = identifiers.map((property): [string, string | undefined] => {
    const [value, ...others] = possible(survey, (world) => textOf(world.resolve(resource.stack, written[property])));
    const text =
      value === undefined || others.length > 0 || isOpen(value) ? undefined : (JSON.parse(value === 'undefined' ? 'null' : value) ?? undefined);
    return [property, text];
  });
  if (values.length === 0 || values.some(([, value]) => value === undefined || value === '')) return undefined;
  return Object.fromEntries(values) as Record<string, string>;
}
