import { CIS_AWS } from './cis-aws';
import { CONFIG } from './config';
import { CONTROL_TOWER } from './control-tower';
import { CT_CORE, LAKE, ORGANIZATION } from './core';
import { HIPAA_SECURITY } from './hipaa';
import { ISO_27001 } from './iso-27001';
import { FEDRAMP_MODERATE, NIST_800_53 } from './nist';
import { byId } from './order';
import type { Pack, PackControl } from './pack';
import { PCI_DSS } from './pci-dss';
import { SECURITY_HUB } from './security-hub';
import { SOC2_SECURITY } from './soc2';
import { UnknownPackError } from './unknown-pack-error';

/** Every pack. The first is for whoever names none. */
export const PACKS: readonly Pack[] = [
  CT_CORE,
  ...CIS_AWS,
  SECURITY_HUB,
  CONFIG,
  CONTROL_TOWER,
  NIST_800_53,
  PCI_DSS,
  HIPAA_SECURITY,
  FEDRAMP_MODERATE,
  SOC2_SECURITY,
  ISO_27001,
  ORGANIZATION,
  LAKE,
];

/** The pack of an id. */
export function packOf(id: string): Pack {
  const pack = PACKS.find((candidate) => candidate.id === id);
  if (!pack)
    throw new UnknownPackError(
      id,
      PACKS.map((known) => known.id),
    );
  return pack;
}

/** A control that a rule serves, as reports name it. */
export type ServedControl = Pick<Pack, 'framework' | 'version'> & Pick<PackControl, 'id' | 'coverage'>;

/** The controls of some packs that a rule serves, framework by framework. */
export function controlsServedBy(rule: string, packs: readonly Pack[]): readonly ServedControl[] {
  return packs
    .flatMap(({ framework, version, controls }) =>
      controls.filter(({ rules }) => rules.includes(rule)).map(({ id, coverage }): ServedControl => ({ framework, version, id, coverage })),
    )
    .sort((one, other) => byId(one.framework, other.framework) || byId(one.version ?? '', other.version ?? '') || byId(one.id, other.id));
}
