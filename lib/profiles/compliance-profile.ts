import { Token } from 'aws-cdk-lib';
import { describe, type Problem } from '../findings/finding';
import { problemOfForm } from '../report/acceptance-form';
import { PACKS, packOf } from '../rules/packs/catalogue';
import type { Pack } from '../rules/packs/pack';
import type { AcceptedRule } from './accepted-rule';

/**
 * What a framework demands of trails and log archives: it sets options that are left out, and refuses those that are
 * given otherwise.
 *
 * A profile never says that somebody complies: templates show a part of what a framework demands.
 */
export class ComplianceProfile {
  /** CIS AWS Foundations Benchmark 1.2.0. */
  public static readonly CIS_1_2 = ComplianceProfile.of('cis-aws-1.2');

  /** CIS AWS Foundations Benchmark 1.4.0. */
  public static readonly CIS_1_4 = ComplianceProfile.of('cis-aws-1.4');

  /** CIS AWS Foundations Benchmark 2.0.0. */
  public static readonly CIS_2_0 = ComplianceProfile.of('cis-aws-2.0');

  /** CIS AWS Foundations Benchmark 3.0.0. */
  public static readonly CIS_3_0 = ComplianceProfile.of('cis-aws-3.0');

  /** CIS AWS Foundations Benchmark 4.0.0. */
  public static readonly CIS_4_0 = ComplianceProfile.of('cis-aws-4.0');

  /** CIS AWS Foundations Benchmark 5.0.0. */
  public static readonly CIS_5_0 = ComplianceProfile.of('cis-aws-5.0');

  /** CIS AWS Foundations Benchmark 6.0.0. */
  public static readonly CIS_6_0 = ComplianceProfile.of('cis-aws-6.0');

  /** CIS AWS Foundations Benchmark 7.0.0. */
  public static readonly CIS_7_0 = ComplianceProfile.of('cis-aws-7.0');

  /** AWS Security Hub CSPM. */
  public static readonly AWS_SECURITY_HUB = ComplianceProfile.of('aws-security-hub');

  /** The managed rules of AWS Config about trails and their log buckets. */
  public static readonly AWS_CONFIG_CLOUDTRAIL = ComplianceProfile.of('aws-config-cloudtrail');

  /** The proactive controls of AWS Control Tower. */
  public static readonly CONTROL_TOWER = ComplianceProfile.of('control-tower');

  /** NIST SP 800-53 Rev. 5. */
  public static readonly NIST_800_53_R5 = ComplianceProfile.of('nist-800-53-r5');

  /** PCI DSS 4.0.1. */
  public static readonly PCI_DSS_4_0_1 = ComplianceProfile.of('pci-dss-4.0.1');

  /** The HIPAA Security Rule. */
  public static readonly HIPAA_SECURITY = ComplianceProfile.of('hipaa-security');

  /** FedRAMP Moderate. */
  public static readonly FEDRAMP_MODERATE = ComplianceProfile.of('fedramp-moderate');

  /** The security criteria of SOC 2. */
  public static readonly SOC2_SECURITY = ComplianceProfile.of('soc2-security');

  /** ISO/IEC 27001:2022. */
  public static readonly ISO_27001_2022 = ComplianceProfile.of('iso-27001-2022');

  /**
   * The profile of a pack of rules.
   *
   * @param packId the id of the pack, such as `ct-core`
   */
  public static of(packId: string): ComplianceProfile {
    const ids = PACKS.map(({ id }) => id);
    if (ids.includes(packId)) return new ComplianceProfile(packId, packOf(packId), []);
    throw new Error(
      describe({
        id: 'cdk-cloudtrail:ComplianceProfile.unknownPack',
        severity: 'error',
        message: 'there is no such pack of rules',
        value: packId,
        fix: `pass one of ${ids.join(', ')}`,
      }),
    );
  }

  private constructor(
    /** The id of the pack of rules. */
    public readonly packId: string,
    /** @internal */
    public readonly _pack: Pack,
    /** @internal */
    public readonly _accepted: readonly AcceptedRule[],
  ) {}

  /**
   * The profile with a rule that need not pass: its option is neither set nor locked, and the acceptance is written into the template.
   *
   * @param rule the rule, with all that has to be said of it
   */
  public except(rule: AcceptedRule): ComplianceProfile {
    const problem = problemOfForm(rule, (text) => Token.isUnresolved(text)) ?? this.problemOf(rule.rule.trim());
    if (problem) throw new Error(describe({ ...problem, severity: 'error' }));
    return new ComplianceProfile(this.packId, this._pack, [...this._accepted, rule]);
  }

  private problemOf(rule: string): Omit<Problem, 'severity'> | undefined {
    if (this._pack.rules.includes(rule)) return undefined;
    return {
      id: 'cdk-cloudtrail:ComplianceProfile.notDemanded',
      message: `${this._pack.name} does not have the rule, so that there is nothing to accept`,
      value: rule,
      fix: 'leave it out',
    };
  }
}
