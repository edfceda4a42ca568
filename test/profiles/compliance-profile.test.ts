import { ComplianceProfile } from '../../lib';
import { PACKS } from '../../lib/rules/packs/catalogue';

const accepted = { rule: 'BKT-13', reason: 'one Region holds all', owner: 'platform', ticket: 'AUD-7', expires: '2027-03-31' };

/** The profiles that are constants. */
const NAMED = Object.values(ComplianceProfile).filter((value): value is ComplianceProfile => value instanceof ComplianceProfile);

test('every pack of a framework is a constant; the packs of this library are asked for by their ids', () => {
  const own = PACKS.filter(({ framework }) => framework.startsWith('cdk-cloudtrail')).map(({ id }) => id);
  expect(own).toEqual(['ct-core', 'organization', 'lake']);
  expect(NAMED.map(({ packId }) => packId)).toEqual(PACKS.map(({ id }) => id).filter((id) => !own.includes(id)));
  expect(ComplianceProfile.of('ct-core').packId).toBe('ct-core');
});

test('a pack that there is not is refused with those that there are', () => {
  expect(() => ComplianceProfile.of('cis')).toThrow(
    /\[cdk-cloudtrail:ComplianceProfile.unknownPack\] .*got "cis"; pass one of ct-core, cis-aws-1.2, .*lake$/,
  );
});

test('an exception makes another profile, and leaves the one that it is of', () => {
  expect(ComplianceProfile.PCI_DSS_4_0_1.except(accepted)).not.toBe(ComplianceProfile.PCI_DSS_4_0_1);
  expect(ComplianceProfile.PCI_DSS_4_0_1._accepted).toEqual([]);
});

test('an exception says all that an acceptance has to say, of a rule that the pack has', () => {
  expect(() => ComplianceProfile.PCI_DSS_4_0_1.except({ ...accepted, ticket: '' })).toThrow(/Acceptance.blank\] 'ticket'/);
  expect(() => ComplianceProfile.PCI_DSS_4_0_1.except({ ...accepted, rule: 'BKT-131' })).toThrow(
    /got "BKT-131"; the nearest rules are BKT-11, BKT-13,/,
  );
  expect(() => ComplianceProfile.CIS_5_0.except(accepted)).toThrow(/notDemanded\] CIS AWS Foundations 5.0 does not have the rule, .*got "BKT-13"/);
});
