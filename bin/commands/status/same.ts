import { isJson, type Json } from '../../../lib/template/json';
import { display } from '../../../lib/template/symbols';
import { textOf, Unknown } from '../../../lib/template/unknown';
import { couldHold, isPlaceholder } from '../shared/open-values';

/** Whether two values are the same; what is not known of the declared one keeps that open, unless the rest differs. */
export type Sameness = 'same' | 'different' | { readonly dependsOn: string };

/** Compares what is declared with what is live. Numbers and booleans may be written as text, as CloudFormation lets them be. */
export function sameness(declared: unknown, live: unknown): Sameness {
  if (declared instanceof Unknown) return { dependsOn: display(declared.dependsOn) };
  if (Array.isArray(declared) && Array.isArray(live))
    return declared.length === live.length ? all(declared.map((one, i) => [one, live[i]])) : 'different';
  if (isJson(declared) && isJson(live)) {
    return all([...new Set([...Object.keys(declared), ...Object.keys(live)])].map((key) => [declared[key], live[key]]));
  }
  const [one, other] = [textOf(declared), textOf(live)];
  // A text of which nothing is known could be empty, which is as if nothing were declared.
  if (one !== undefined && live === undefined && /^‹[^›]*›$/.test(one)) return { dependsOn: display(one) };
  if (one === undefined || other === undefined) return one === other && declared === live ? 'same' : 'different';
  if (one === other) return 'same';
  return isPlaceholder(one) && couldHold({ how: 'Equals', value: anyName(one) }, other) ? { dependsOn: display(one) } : 'different';
}

/** Ids of keys do not begin with anything, and long names are cut by CloudFormation: a name that it makes up could be any. */
function anyName(text: string): string {
  return text.replace(/[\w-]*«([^»]*)»/g, '‹$1›');
}

/** Compares lists whose order means nothing. */
export function sameSet(declared: unknown, live: unknown): Sameness {
  if (!Array.isArray(declared) || !Array.isArray(live)) return sameness(declared, live);
  const rest = [...live];
  const open = declared.filter((one) => !taken(rest, (other) => sameness(one, other) === 'same'));
  const could = open.map((one) => {
    const result: Sameness[] = rest.map((other) => sameness(one, other));
    const at = result.findIndex((each) => each !== 'different');
    if (at < 0) return 'different';
    rest.splice(at, 1);
    return result[at] as Sameness;
  });
  return rest.length > 0 ? 'different' : worst(could);
}

/** JSON in a text, as far as it is any. */
export function parsed(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isJson(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** The worst of several results. */
export function worst(results: readonly Sameness[]): Sameness {
  return results.find((one) => one === 'different') ?? results.find((one) => one !== 'same') ?? 'same';
}

function all(pairs: readonly (readonly [unknown, unknown])[]): Sameness {
  return worst(pairs.map(([declared, live]) => sameness(declared, live)));
}

function taken<T>(list: T[], is: (item: T) => boolean): boolean {
  const at = list.findIndex(is);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}
