import { display } from '../../../lib/template/symbols';
import { count, printable } from '../shared/terminal';
import type { Check, Verdict } from './check';
import type { DeclaredResource } from './declared';
import { type Result, shown } from './result';
import type { Deployment } from './run';

const MAX_VALUE = 400;
const WORDS: Readonly<Record<Verdict, string>> = {
  drift: 'drift',
  missing: 'missing',
  error: 'delivery error',
  unknown: 'cannot tell',
  same: 'as declared',
};

/** The result for people, in lines that can be read aloud: what is wrong first, by stack and resource. */
export function toText(place: string, { checks, summary, elsewhere, deployment }: Result): string {
  const open = checks.filter(({ verdict }) => verdict !== 'same');
  const resources = [...new Set(checks.map(({ resource }) => resource))];
  const fine = resources.filter((resource) => !open.some((check) => check.resource === resource));
  const wholes = open.filter(({ resource, property, verdict }) => property === resource.type && (verdict === 'unknown' || verdict === 'missing'));
  const unseen = wholes.filter(({ because }) => wholes.filter((other) => other.because === because).length > 1);
  const known = open.filter((check) => !unseen.includes(check));
  const lines = [
    ...resources.filter((resource) => known.some((check) => check.resource === resource)).flatMap((resource) => [...about(resource, known), '']),
    ...reasons(unseen),
    ...(fine.length === 0 ? [] : ['As declared:', ...fine.map((resource) => `  ${nameOf(resource)}${activity(resource, checks)}`), '']),
    ...(elsewhere.length === 0 ? [] : ['Not looked at, because these templates do not define it:', ...elsewhere.map((what) => `  - ${what}`), '']),
    ...unfinished(deployment),
    ...deployment.assembly.skipped.map((file) => `Not read: ${file}`),
    total(place, resources, summary),
  ];
  return lines.map(printable).join('\n');
}

/** What is true of several resources as a whole is told once. */
function reasons(unseen: readonly Check[]): string[] {
  return [...new Set(unseen.map(({ because }) => because))].flatMap((reason) => {
    const [first, ...others] = unseen.filter(({ because }) => because === reason) as [Check, ...Check[]];
    const fix = first.fix === undefined ? [] : [`  fix: ${first.fix}`];
    const title = `${first.verdict === 'missing' ? 'Missing' : 'Cannot tell'}: ${reason}:`;
    return [title, ...[first, ...others].map(({ resource }) => `  ${nameOf(resource)}`), ...fix, ''];
  });
}

/** What was declared is not what was deployed last, if that failed. */
function unfinished({ stacks }: Deployment): string[] {
  return [...stacks].flatMap(([name, answer]) => {
    if (answer.is !== 'there' || /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(answer.value.status)) return [];
    return [`Stack ${name}: its last deployment is ${answer.value.status}.`];
  });
}

function about(resource: DeclaredResource, open: readonly Check[]): string[] {
  const mine = open.filter((check) => check.resource === resource);
  return [nameOf(resource), ...mine.flatMap(checkLines).map((line) => `  ${line}`)];
}

function checkLines({ verdict, property, declared, live, because, fix, resource }: Check): string[] {
  const what = property === resource.type ? '' : ` ${property}`;
  const advice = fix === undefined ? [] : [`  fix: ${display(fix)}`];
  if (verdict === 'missing' || verdict === 'unknown') return [`${WORDS[verdict]}:${what}${what && ':'} ${because ?? ''}`, ...advice];
  return [
    `${WORDS[verdict]}:${what}${because ? `: ${because}` : ''}`,
    ...(verdict === 'error' ? [] : [`  declared: ${value(declared)}`]),
    `  live:     ${value(live)}`,
    ...advice,
  ];
}

/** Since when a trail delivers is what people ask first. */
function activity(resource: DeclaredResource, checks: readonly Check[]): string {
  const of = (name: string) => checks.find((check) => check.resource === resource && check.property === name)?.live;
  const facts = [
    of('LatestDeliveryTime') && `last log file ${of('LatestDeliveryTime')}`,
    of('LatestDigestDeliveryTime') && `last digest ${of('LatestDigestDeliveryTime')}`,
  ];
  const known = facts.filter(Boolean).join(', ');
  return known && `: ${known}`;
}

function nameOf({ path, type, name, logicalId }: DeclaredResource): string {
  const construct = path.replace(/\/(Resource|Default)$/, '');
  return `${construct} (${type} ${display(name) === logicalId ? '' : display(name)})`.replace(' )', ')');
}

function value(json: unknown): string {
  if (json === undefined) return 'nothing';
  const text = typeof json === 'string' ? String(shown(json)) : JSON.stringify(shown(json));
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE)}…`;
}

function total(place: string, resources: readonly DeclaredResource[], { same, drift, missing, error, unknown }: Result['summary']): string {
  const trails = resources.filter(({ type }) => type === 'AWS::CloudTrail::Trail').length;
  const parts = [`${same} as declared`, `${drift} otherwise`, count(error, 'delivery error'), `${missing} missing`, `${unknown} that cannot be told`];
  return `${place}: looked at ${count(trails, 'trail')} and ${count(resources.length - trails, 'other resource')}; properties: ${parts.join(', ')}.`;
}
