import { CfnResource, Lazy, Stack, Token } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { METADATA } from '../report/acceptances';
import { controlsByProperty, RULES_BY_PROPERTY } from '../rules/controls/properties';
import { packOf } from '../rules/packs/catalogue';
import { propertyOf } from './property';

/** The context that switches it off. */
const CONTEXT = 'cdk-cloudtrail:controlMetadata';

/**
 * Lets resources say in the template which of their properties serve which controls.
 *
 * @param scopes the resources, or constructs around them
 * @param packId a pack whose controls are named as well
 */
export function describeControls(scopes: readonly IConstruct[], packId: string | undefined): void {
  for (const resource of scopes.flatMap((scope) => scope.node.findAll())) {
    if (!CfnResource.isCfnResource(resource) || !(resource.cfnResourceType in RULES_BY_PROPERTY) || isOff(resource)) continue;
    // Late: overrides and aspects may still add properties, or take some away.
    const controls = Lazy.any({ produce: () => controlsIn(resource, packId) });
    resource.addMetadata(METADATA, { ...(resource.getMetadata(METADATA) ?? {}), controls });
  }
}

/** From the command line, a context is a text. */
function isOff({ node }: IConstruct): boolean {
  return String(node.tryGetContext(CONTEXT)) === 'false';
}

const TABLES = new Map<string, ReturnType<typeof controlsByProperty>>();

/** The table for a type, made once: the resources of an app are of few types. */
function tableOf(type: string, packId: string | undefined): ReturnType<typeof controlsByProperty> {
  const key = `${type} ${packId}`;
  const table = TABLES.get(key) ?? controlsByProperty(type, packId === undefined ? [] : [packOf(packId)]);
  TABLES.set(key, table);
  return table;
}

function controlsIn(resource: CfnResource, packId: string | undefined): ReturnType<typeof controlsByProperty> {
  const given = propertiesOf(resource);
  const controls = Object.entries(tableOf(resource.cfnResourceType, packId));
  return Object.fromEntries(controls.filter(([name]) => isThere(resource, propertyOf(resource, name, given.get(name.toLowerCase())))));
}

/** What the construct says, by names in lower case: the CDK spells `KMSKeyId` in its own way. */
function propertiesOf(resource: CfnResource): ReadonlyMap<string, unknown> {
  const { deletionPolicy, updateReplacePolicy } = resource.cfnOptions;
  const { cfnProperties } = resource as unknown as { readonly cfnProperties: Readonly<Record<string, unknown>> };
  return new Map(Object.entries({ ...cfnProperties, deletionPolicy, updateReplacePolicy }).map(([name, value]) => [name.toLowerCase(), value]));
}

function isThere(resource: CfnResource, value: unknown): boolean {
  if (value instanceof PolicyDocument) return !value.isEmpty;
  return (Token.isUnresolved(value) ? Stack.of(resource).resolve(value) : value) !== undefined;
}
