import { display, isOpen, symbolsIn } from '../../../template/symbols';
import type { Answer } from '../answer';

/** How many segments of an ARN say which log group it is. */
const SEGMENTS = 7;

/** Whether a resource of a policy is a log group or something in it, and cannot be anything in another one. */
export function isOfLogGroup(logGroupArn: string, resource: string): Answer {
  const group = logGroupArn.replace(/:\*$/, '');
  if (resource === group || resource.startsWith(`${group}:`)) return true;
  if (!resource.startsWith('arn:')) return isOpen(resource) && { dependsOn: display(resource) };
  const segments = resource.split(':').slice(0, SEGMENTS);
  // A wildcard before the streams matches other log groups, whatever this one is called.
  if (segments.some((segment) => /[*?]|\$\{/.test(segment))) return false;
  const wanted = group.startsWith('arn:') ? group.split(':') : segments.map(() => group);
  if (wanted.some((segment, index) => differs(segment, segments[index] ?? ''))) return false;
  const [symbol = resource] = [resource, group].flatMap(symbolsIn);
  return { dependsOn: display(symbol) };
}

function differs(one: string, other: string): boolean {
  return one !== other && !isOpen(one) && !isOpen(other);
}
