/**
 * Texts that stand for what a template does not say. They can be compared, joined and put into policies: they have no colon, star or `${`.
 *
 * Two kinds: `‹…›` could be any text, also one that is written elsewhere. `«…»` is a part of a name that CloudFormation makes up: it is different
 * from any other name, and from whatever is written in a template.
 */
const OPEN = '‹';
const CLOSE = '›';

/** Stands for an account that is known at the deployment only: principals have digits there. */
export const UNKNOWN_ACCOUNT = '000000000000';

/** Stands for a Region that is known at the deployment only: service principals have letters there. */
export const UNKNOWN_REGION = 'unknown-region-0';

/** A text that could be any. The same name stands for the same text. */
export function free(name: string): string {
  return `${OPEN}${clean(name)}${CLOSE}`;
}

/** A name that CloudFormation makes up: it begins as CloudFormation lets it begin. */
export function generated(beginning: string, stackId: string, logicalId: string): string {
  return `${beginning}-«${clean(`${stackId}.${logicalId}`)}»`;
}

/** Whether a text has a part that could be any. */
export function isUnresolved(text: string): boolean {
  return text.includes(OPEN);
}

/** Whether a text has a part that could be any, or an account or Region that is known at the deployment only. */
export function isOpen(text: string): boolean {
  return isUnresolved(text) || text.includes(UNKNOWN_ACCOUNT) || text.includes(UNKNOWN_REGION);
}

/** Whether a name is, or has in it, one that CloudFormation makes up. */
export function isGenerated(text: string): boolean {
  return text.includes('«');
}

/** Everything in a text that could be another text. */
export function symbolsIn(text: string): string[] {
  return [...new Set(text.match(new RegExp(`${OPEN}[^${CLOSE}]*${CLOSE}|${UNKNOWN_ACCOUNT}|${UNKNOWN_REGION}`, 'g')))];
}

/** What an unresolved text depends on, for people; `undefined` for any other text. */
export function nameOfUnresolved(text: string): string | undefined {
  return new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`).exec(text)?.[1];
}

/** A text for people. */
export function display(text: string): string {
  return text
    .replace(/[\w-]*«([^»]*)»/g, '<$1>')
    .replace(new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g'), '<$1>')
    .replaceAll(UNKNOWN_ACCOUNT, '<AWS::AccountId>')
    .replaceAll(UNKNOWN_REGION, '<AWS::Region>');
}

function clean(name: string): string {
  return name.replace(/[‹›«»]/g, '').replace(/[:*?${}\s]+/g, '.');
}
