import { section } from '../../../lib/template/json';
import { namePropertyOf } from '../../../lib/template/naming';
import type { ResourceChange } from '../../../lib/template/resource-change';
import type { RawResource } from '../../../lib/template/survey';
import { blocked, type Consequence } from './consequence';

/**
 * What a key is made with, and what it is where the template says nothing.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
const KEY_IS_MADE_WITH: Readonly<Record<string, unknown>> = {
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  MultiRegion: false,
  Origin: 'AWS_KMS',
};

/** Changes that CloudFormation refuses, whatever the resource is for. */
export function refusedOf(change: ResourceChange): Consequence[] {
  const { type, effect, before, after } = change;
  if (effect === 'retyped') {
    const types = [before, after].map((one) => String(one?.raw.Type)).join(' becomes ');
    return [blocked(`${types} under the same logical id, which CloudFormation refuses: give the new one another id`)];
  }
  return [...(effect === 'replaced' ? keepsItsName(change) : []), ...(type === 'AWS::KMS::Key' ? madeOtherwise(change) : [])];
}

/** The new one is created before the old one is deleted, and there cannot be two of a name. */
function keepsItsName({ type, after, properties }: ResourceChange): Consequence[] {
  const property = namePropertyOf(type);
  if (property === undefined || written(after, property) === undefined || properties.some(({ name }) => name === property)) return [];
  const causes = properties.filter(({ update }) => update !== 'inPlace').map(({ name }) => name);
  return [blocked(`${causes.join(', ')} cannot be changed under the same ${property}, which CloudFormation refuses: give the new one another name`)];
}

function madeOtherwise({ before, after }: ResourceChange): Consequence[] {
  if (!before || !after) return [];
  const said = (one: RawResource, property: string, otherwise: unknown) => JSON.stringify(written(one, property) ?? otherwise).replaceAll('"', '');
  const changed = Object.entries(KEY_IS_MADE_WITH).filter(([name, otherwise]) => said(before, name, otherwise) !== said(after, name, otherwise));
  if (changed.length === 0) return [];
  const names = changed.map(([name]) => name).join(', ');
  return [blocked(`CloudFormation refuses to change ${names} of a key, so that no key is lost by accident: declare another key beside it`)];
}

function written(resource: RawResource | undefined, property: string): unknown {
  return section(resource?.raw ?? {}, 'Properties')[property];
}
