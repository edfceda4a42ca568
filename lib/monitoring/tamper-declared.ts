import { type IResolveContext, Lazy, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { propertyOf } from '../private/property';
import { reportAtSynthesis } from '../private/report';
import { trailResourceOf } from '../private/trail-resource';
import { leastLength } from './tamper-length';
import type { TamperProtectionProps } from './tamper-protection-props';

/** Lambda takes 4,096 bytes for all variables; the others take their share. */
const MOST = 3000;

/** The stack that defines the trail, as CloudFormation is asked for it; none for a trail that the app does not define. */
export function stackOf(scope: Construct, { trail }: TamperProtectionProps): { readonly name: string; readonly arn: string } | undefined {
  const resource = trailResourceOf(trail);
  if (!resource) return undefined;
  const [own, stack] = [Stack.of(scope), Stack.of(resource)];
  if (own === stack) return { name: own.stackId, arn: own.stackId };
  // Another stack is named, so that this one does not wait for it; CloudFormation makes up how the ARN ends.
  const arn = own.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stack.stackName}/*` });
  return { name: stack.stackName, arn };
}

/** What is to be put back, as the handler reads it: empty for nothing. */
export function declaredOf(scope: Construct, { trail, repair }: TamperProtectionProps): string {
  if (!repair) return '';
  const order = { attempts: repair.attempts, windowMinutes: repair.window.toMinutes() };
  const resource = repair.putsSelectors ? trailResourceOf(trail) : undefined;
  if (!resource) return JSON.stringify(order);
  // Late: selectors may be added until the synthesis.
  const late = (produce: () => unknown) => Lazy.uncachedAny({ produce: (context) => asApi(produce(), context) });
  const text = Stack.of(scope).toJsonString({
    ...order,
    selectors: {
      EventSelectors: late(() => propertyOf(resource, 'EventSelectors', resource.eventSelectors)),
      AdvancedEventSelectors: late(() => propertyOf(resource, 'AdvancedEventSelectors', resource.advancedEventSelectors)),
    },
    insights: late(() => propertyOf(resource, 'InsightSelectors', resource.insightSelectors) ?? []),
  });
  reportAtSynthesis(scope, () => tooLong(scope, text));
  return text;
}

function tooLong(scope: Construct, text: string) {
  const length = leastLength(Stack.of(scope).resolve(text));
  if (length <= MOST) return [];
  return [
    {
      id: 'cdk-cloudtrail:TamperProtection.selectorsTooLong',
      severity: 'error' as const,
      message: `the selectors of the trail take ${length} characters, and the function can be told ${MOST}`,
      value: length,
      fix: 'use TamperRepair.logging(), or shorten the selectors, for example by prefixes in place of many ARNs',
    },
  ];
}

/**
 * The properties of a template in the words of CloudTrail's API: those of the CDK begin with a small letter, and one is called otherwise. References
 * stay as they are, since only then they get into a text.
 */
function asApi(value: unknown, context: IResolveContext): unknown {
  if (Array.isArray(value)) return value.map((one) => asApi(one, context));
  if (typeof value !== 'object' || value === null) return value;
  if (Reference.isReference(value)) return value;
  if (Tokenization.isResolvable(value)) return asApi(value.resolve(context), context);
  const entries = Object.entries(value);
  if (entries.length === 1 && /^(Ref|Fn::\w+)$/.test(entries[0]?.[0] ?? '')) return Token.asAny(value);
  return Object.fromEntries(
    entries.map(([name, one]) => [name === 'equalTo' ? 'Equals' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`, asApi(one, context)]),
  );
}
