import type { Duration } from 'aws-cdk-lib';
import type { AlarmPatterns, ComplianceSeverity, ReportFormat } from './compliance-checks-options';
import type { CompliancePack } from './compliance-pack';

/** Properties of `ComplianceChecks`. */
export interface ComplianceChecksProps {
  /**
   * What is asked of the templates.
   *
   * @default - the pack `ct-core`
   */
  readonly packs?: CompliancePack[];

  /**
   * How a synthesis tells of a result that fails and is not accepted.
   *
   * @default ComplianceSeverity.ERROR
   */
  readonly failuresAre?: ComplianceSeverity;

  /**
   * How a synthesis tells of a result that is unknown and not accepted. Some always are: no template can say whether deletion needs MFA.
   *
   * @default ComplianceSeverity.INFO
   */
  readonly unknownsAre?: ComplianceSeverity;

  /**
   * What the report is written as, besides JSON: each a file in the folder of the assembly.
   *
   * @default - JSON only
   */
  readonly formats?: ReportFormat[];

  /**
   * Values that the deployment gives to the parameters of templates, by name or as `Stack.Name`.
   *
   * @default - verdicts hold for every value that a parameter may have
   */
  readonly parameters?: { [name: string]: string };

  /**
   * How long log files are kept at least, in whole days.
   *
   * @default - what each pack says, mostly one year
   */
  readonly retention?: Duration;

  /**
   * How long log groups of trails keep events at least, in whole days.
   *
   * @default - what each pack says, mostly one year
   */
  readonly logGroupRetention?: Duration;

  /**
   * Keys that must be among the tags of a trail.
   *
   * @default - any tag will do
   */
  readonly requiredTags?: string[];

  /**
   * The patterns that metric filters have to cover.
   *
   * @default - what each pack says
   */
  readonly alarmPatterns?: AlarmPatterns;

  /**
   * Whether the log bucket has to take the log files of an organization.
   *
   * @default - only in the pack `organization`
   */
  readonly organization?: boolean;

  /**
   * Whether an acceptance needs an owner, a ticket and an expiry beside its reason. The acknowledgements of the CDK have none of these.
   *
   * @default true
   */
  readonly strictAcceptances?: boolean;
}
