import { packOf } from '../rules/packs/catalogue';

/** Rules about trails that serve the controls of a framework. */
export class CompliancePack {
  /** What makes a trail evidence, whatever the framework. */
  public static readonly CT_CORE = CompliancePack.of('ct-core');

  /** What the trail of an organization needs besides. */
  public static readonly ORGANIZATION = CompliancePack.of('organization');

  /** Event data stores of CloudTrail Lake. */
  public static readonly LAKE = CompliancePack.of('lake');

  /** CIS AWS Foundations Benchmark 1.2. */
  public static readonly CIS_AWS_1_2 = CompliancePack.of('cis-aws-1.2');

  /** CIS AWS Foundations Benchmark 1.4. */
  public static readonly CIS_AWS_1_4 = CompliancePack.of('cis-aws-1.4');

  /** CIS AWS Foundations Benchmark 2.0. */
  public static readonly CIS_AWS_2_0 = CompliancePack.of('cis-aws-2.0');

  /** CIS AWS Foundations Benchmark 3.0. */
  public static readonly CIS_AWS_3_0 = CompliancePack.of('cis-aws-3.0');

  /** CIS AWS Foundations Benchmark 4.0. */
  public static readonly CIS_AWS_4_0 = CompliancePack.of('cis-aws-4.0');

  /** CIS AWS Foundations Benchmark 5.0. */
  public static readonly CIS_AWS_5_0 = CompliancePack.of('cis-aws-5.0');

  /** CIS AWS Foundations Benchmark 6.0. */
  public static readonly CIS_AWS_6_0 = CompliancePack.of('cis-aws-6.0');

  /** CIS AWS Foundations Benchmark 7.0. */
  public static readonly CIS_AWS_7_0 = CompliancePack.of('cis-aws-7.0');

  /** AWS Security Hub CSPM. */
  public static readonly AWS_SECURITY_HUB = CompliancePack.of('aws-security-hub');

  /** Managed rules of AWS Config, as in its operational best practices for CloudTrail. */
  public static readonly AWS_CONFIG_CLOUDTRAIL = CompliancePack.of('aws-config-cloudtrail');

  /** Proactive controls of AWS Control Tower. */
  public static readonly CONTROL_TOWER = CompliancePack.of('control-tower');

  /** NIST SP 800-53 Rev. 5. */
  public static readonly NIST_800_53_R5 = CompliancePack.of('nist-800-53-r5');

  /** PCI DSS 4.0.1. */
  public static readonly PCI_DSS_4_0_1 = CompliancePack.of('pci-dss-4.0.1');

  /** HIPAA Security Rule. */
  public static readonly HIPAA_SECURITY = CompliancePack.of('hipaa-security');

  /** FedRAMP Moderate. */
  public static readonly FEDRAMP_MODERATE = CompliancePack.of('fedramp-moderate');

  /** SOC 2: the trust services criteria of security. */
  public static readonly SOC2_SECURITY = CompliancePack.of('soc2-security');

  /** ISO/IEC 27001:2022. */
  public static readonly ISO_27001_2022 = CompliancePack.of('iso-27001-2022');

  /**
   * The pack of an id, as the command line names it.
   *
   * @param id such as `cis-aws-5.0`
   */
  public static of(id: string): CompliancePack {
    return new CompliancePack(packOf(id).id);
  }

  private constructor(
    /** As the command line and reports name it. */
    public readonly id: string,
  ) {}
}
