import { controlsServedBy } from './catalogue';
import type { Pack } from './pack';

/** How a control is named where there is little room. Other packs are named in full. */
const SHORT: Readonly<Record<string, string>> = {
  'aws-security-hub': 'Security Hub',
  'nist-800-53-r5': 'NIST 800-53',
  'pci-dss-4.0.1': 'PCI DSS',
};

/** The controls of a pack that a rule serves, as somebody who reads the framework finds them: `CIS AWS Foundations Benchmark 5.0.0 3.2`. */
export function cite(rule: string, pack: Pack): string {
  return [pack.framework, pack.version, idsOf(rule, pack)].filter((part) => part).join(' ');
}

/** The controls of some packs that a rule serves, in few words: `CIS 7.0: 4.2; PCI DSS: 10.3.2, 10.3.4`. Empty if it serves none. */
export function citeShort(rule: string, packs: readonly Pack[]): string {
  return packs.flatMap((pack) => (pack.rules.includes(rule) ? [`${shortName(pack)}: ${idsOf(rule, pack)}`] : [])).join('; ');
}

function shortName({ id, name }: Pack): string {
  return SHORT[id] ?? name.replace('CIS AWS Foundations', 'CIS');
}

function idsOf(rule: string, pack: Pack): string {
  return controlsServedBy(rule, [pack])
    .map(({ id }) => id)
    .join(', ');
}
