import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';

/** Every feature flag of a new app, besides the one that only turns warnings into errors: the library behaves the same with none and with all. */
export const ALL_FLAGS: Record<string, unknown> = Object.fromEntries(
  Object.entries(recommended).filter(([flag]) => flag !== '@aws-cdk/core:validateAgainstDefaultRules'),
);

/** A stack in an app of its own. */
export function newStack(props?: StackProps & { flags?: Record<string, unknown> }): Stack {
  return new Stack(new App({ context: props?.flags }), 'Stack', props);
}

/** The properties of the only resource of a type. */
export function propertiesOf(stack: Stack, type: string): Record<string, any> {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0]?.Properties;
}
