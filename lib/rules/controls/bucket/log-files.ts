import { DIGEST_FILE_KIND, deliveryPath } from '../../../log-format/log-file-key';
import { isJson } from '../../../template/json';
import { display, isOpen, symbolsIn } from '../../../template/symbols';
import type { TrailModel } from '../../../template/trail-model';
import { listOf, textOf, unknownIn } from '../../../template/unknown';
import type { Answer } from '../answer';
import { memberOf } from '../places';

/** The properties of a trail that make it deliver files of another kind than log files, with the folder of each. */
const KINDS = {
  EnableLogFileValidation: DIGEST_FILE_KIND,
  InsightSelectors: 'CloudTrail-Insight',
  AdvancedEventSelectors: 'CloudTrail-NetworkActivity',
  AggregationConfigurations: 'CloudTrail-Aggregated',
};

/** An organization that is not named anywhere. */
const SOME_ORGANIZATION = 'o-0000000000';

/**
 * Beginnings of the keys of what a trail delivers, one for each group of files that prefixes can tell apart: each kind of files has a folder, and a
 * prefix may be for some of a folder.
 *
 * @param prefixes the prefixes in question
 */
export function keysOf(trail: TrailModel, prefixes: readonly string[]): string[] {
  const { resource, keyPrefix, account, isOrganization } = trail;
  const more = Object.entries(KINDS).filter(([name]) => resource.rawProperties[name] !== undefined);
  const kinds = ['CloudTrail', ...more.map(([, kind]) => kind)];
  const owners = [account, ...(isOrganization === false ? [] : organizationsIn(prefixes).map((id) => `${id}/${account}`))];
  const folders = owners.flatMap((owner) => kinds.map((kind) => `${deliveryPath(keyPrefix, owner)}${kind}/`));
  const members = new RegExp(`AWSLogs/o-[a-z0-9]+/\\d{12}/((${kinds.join('|')})/.*)?$`);
  const parts = prefixes.filter(
    (prefix) => folders.some((folder) => prefix.startsWith(folder)) || (isOrganization !== false && members.test(prefix)),
  );
  return [...new Set([...folders, ...parts])];
}

function organizationsIn(prefixes: readonly string[]): string[] {
  const named = prefixes.flatMap((prefix) => /AWSLogs\/(o-[a-z0-9]+)\//.exec(prefix)?.[1] ?? []);
  return named.length > 0 ? named : [SOME_ORGANIZATION];
}

/** Whether a prefix, which may be missing, is one of a key. */
export function isPrefixOf(prefix: unknown, key: string): Answer {
  if (prefix === undefined) return true;
  const text = textOf(prefix);
  if (text === undefined) return { dependsOn: display(unknownIn(prefix) ?? 'a prefix') };
  if (key.startsWith(text)) return true;
  const open = [text, key].find(isOpen);
  const [one, other] = [headOf(text), headOf(key)];
  return open === undefined || !(one.startsWith(other) || other.startsWith(one)) ? false : { dependsOn: display(symbolsIn(open)[0] ?? open) };
}

/** What a text surely begins with. */
function headOf(text: string): string {
  return text.slice(0, Math.min(...symbolsIn(text).map((symbol) => text.indexOf(symbol)), text.length));
}

/** Whether something is for all objects, or for those with tags only: CloudTrail gives its files none. */
export function isForUntagged(tags: unknown): Answer {
  const list = listOf(tags);
  if (!list) return { dependsOn: display(unknownIn(tags) ?? '') };
  return list.length === 0;
}

/** What a rule for objects filters by: a rule of a lifecycle says it itself, one of a replication in its filter. */
export function filterOf(rule: unknown): { readonly prefix: unknown; readonly tags: unknown } {
  const filter = memberOf(rule, 'Filter');
  const and = memberOf(filter, 'And');
  const found = [and, filter, rule].filter(isJson);
  const first = (name: string) => found.map((one) => one[name]).find((value) => value !== undefined);
  return { prefix: first('Prefix'), tags: first('TagFilters') ?? first('TagFilter') };
}
