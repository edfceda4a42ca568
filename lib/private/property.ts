import type { CfnResource } from 'aws-cdk-lib';

/**
 * A property as it will be in the template: what an override says counts more than what the construct says.
 *
 * The CDK keeps overrides where subclasses only can read them; to render the whole resource for one property would cost
 * as much as the synthesis.
 */
export function propertyOf(resource: CfnResource, name: string, value: unknown): unknown {
  const { rawOverrides } = resource as unknown as { readonly rawOverrides?: { readonly Properties?: Readonly<Record<string, unknown>> } };
  const properties = rawOverrides?.Properties ?? {};
  return name in properties ? properties[name] : value;
}
