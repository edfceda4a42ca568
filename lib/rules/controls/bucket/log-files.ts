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

/** Files that a trail delivers, which prefixes can tell from others. */
export interface Files {
  /** What their keys begin with. */
  readonly key: string;
  /** Whether the trail delivers such files. */
  readonly isDelivered: Answer;
}

/**
 * All that a trail delivers, in groups: each kind of files has a folder, and a prefix may be for some of a folder.
 *
 * @param prefixes the prefixes in question
 */
export function filesOf(trail: TrailModel, prefixes: readonly string[]): Files[] {
  const { resource, keyPrefix, account, isOrganization } = trail;
  const more = Object.entries(KINDS).filter(([name]) => resource.rawProperties[name] !== undefined);
  const kinds = ['CloudTrail', ...more.map(([, kind]) => kind)];
  const folders = (owner: string) => kinds.map((kind) => `${deliveryPath(keyPrefix, owner)}${kind}/`);
  const own = withParts(folders(account), prefixes);
  const organizations = organizationsIn(prefixes);
  const ofMembers = prefixes.filter((prefix) => organizations.some((id) => isOfMember(prefix, deliveryPath(keyPrefix, id), kinds)));
  const shared = [
    ...withParts(
      organizations.flatMap((id) => folders(`${id}/${account}`)),
      prefixes,
    ),
    ...ofMembers,
  ];
  const isDelivered = isOrganization === 'unknown' ? { dependsOn: 'IsOrganizationTrail' } : isOrganization;
  return [...own.map((key) => ({ key, isDelivered: true })), ...(isDelivered ? shared.map((key) => ({ key, isDelivered })) : [])];
}

function withParts(folders: readonly string[], prefixes: readonly string[]): string[] {
  return [...folders, ...prefixes.filter((prefix) => folders.some((folder) => prefix.startsWith(folder)))];
}

/** Whether keys of files of a member of an organization can begin so. */
function isOfMember(prefix: string, folder: string, kinds: readonly string[]): boolean {
  const [member, tail = ''] = prefix.startsWith(folder) ? (/^\d{1,12}(?:\/(.*))?$/s.exec(prefix.slice(folder.length)) ?? []) : [];
  return member !== undefined && kinds.some((kind) => `${kind}/`.startsWith(tail) || tail.startsWith(`${kind}/`));
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
