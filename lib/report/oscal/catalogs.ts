import type { ComplianceReport, ControlRow } from '../compliance-report';
import { groupBy } from '../reading';
import { frameworkOf } from '../wording';
import { line, list, token } from './text';
import { uuidOf } from './uuid';

/** The one framework whose publisher writes its controls in OSCAL; its ids are those of that catalog. */
const NIST_CATALOG = 'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json';

/** Where publishers describe the controls. What is of this library has no such place. */
const PUBLISHED: Readonly<Record<string, string>> = {
  'CIS AWS Foundations Benchmark': 'https://www.cisecurity.org/benchmark/amazon_web_services',
  'AWS Security Hub CSPM': 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html',
  'AWS Config managed rules': 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html',
  'AWS Control Tower': 'https://docs.aws.amazon.com/controltower/latest/controlreference/proactive-controls.html',
  'NIST SP 800-53': NIST_CATALOG,
  'PCI DSS': 'https://www.pcisecuritystandards.org/document_library/',
  'HIPAA Security Rule': 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C',
  'FedRAMP Moderate': 'https://www.fedramp.gov/',
  'SOC 2': 'https://www.aicpa-cima.com/resources/landing/2017-trust-services-criteria-with-revised-points-of-focus-2022',
  'ISO/IEC 27001': 'https://www.iso.org/standard/27001',
};
/** These number their controls as the catalog of NIST does. */
const LIKE_NIST: readonly string[] = ['NIST SP 800-53', 'FedRAMP Moderate'];

type Control = Pick<ControlRow, 'id' | 'pack' | 'framework'>;

/** The id of a control. Where no catalog gives it one, the pack stands before it: the same number is another control in another version. */
export function controlId({ id, pack, framework }: Control): string {
  return LIKE_NIST.includes(framework) ? token(id.toLowerCase()) : token(`${pack}_${id}`);
}

/** The id of what the rules of a pack ask of a control. It is a part of what the control demands. */
export function objectiveId(control: Control): string {
  return token(`${controlId(control)}_obj.${control.pack}`);
}

/** The catalog that a pack is of: that of the publisher, or else a resource at the end of the document. */
export function sourceOf({ pack, framework }: Pick<ControlRow, 'pack' | 'framework'>): string {
  return framework === 'NIST SP 800-53' ? NIST_CATALOG : `#${uuidOf('catalog', pack)}`;
}

/** What stands at the end of a document for the catalogs that OSCAL has not. */
export function catalogResources({ controls }: ComplianceReport): object[] {
  return [...groupBy(controls, ({ pack }) => pack)].flatMap(([pack, [first]]) => {
    if (!first || !sourceOf(first).startsWith('#')) return [];
    const href = PUBLISHED[first.framework];
    return [{ uuid: uuidOf('catalog', pack), title: line(frameworkOf(first)), ...list('rlinks', href === undefined ? [] : [{ href }]) }];
  });
}
