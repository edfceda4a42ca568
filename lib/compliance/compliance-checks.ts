import type { Duration, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isWholeDays } from '../archive/whole-days';
import { CompliancePlugin, type ComplianceSettings, registerCompliance } from '../private/compliance-checks';
import type { RuleParameters } from '../rules/controls/rule-parameters';
import { ComplianceSeverity } from './compliance-checks-options';
import type { ComplianceChecksProps } from './compliance-checks-props';
import { CompliancePack } from './compliance-pack';

/**
 * Holds the templates of an app, at every synthesis, against the controls of frameworks.
 *
 * What fails is an error, unless it is accepted. Everything, also what passes, is in `compliance-report.json` in the folder of the assembly.
 * Works on any trail, whether it comes from this library or not.
 */
export class ComplianceChecks implements IPolicyValidationPlugin {
  /**
   * Let each synthesis of an app or stage check its templates. The packs of several calls add up.
   *
   * @param scope the app or stage, or a construct in it
   * @param props what is asked
   */
  public static register(scope: IConstruct, props: ComplianceChecksProps = {}): void {
    registerCompliance(scope, idsOf(props), settingsOf(props));
  }

  /** The name that acknowledgements are addressed to: `cdk-cloudtrail-compliance::TRAIL-05`. */
  public readonly name: string;

  /** The version of this library. */
  public readonly version?: string;

  /** The rules of the packs. */
  public readonly ruleIds?: string[];

  private readonly plugin = new CompliancePlugin();

  /**
   * For `Validations.of(app).addPlugins()`.
   *
   * @param props what is asked
   */
  constructor(props: ComplianceChecksProps = {}) {
    this.plugin.ask(idsOf(props), settingsOf(props));
    this.name = this.plugin.name;
    this.version = this.plugin.version;
    this.ruleIds = this.plugin.ruleIds;
  }

  /**
   * Check templates. The CDK calls this.
   *
   * @param context the app and its templates
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return this.plugin.validate(context);
  }
}

function idsOf({ packs = [CompliancePack.CT_CORE] }: ComplianceChecksProps): string[] {
  if (packs.length === 0) throw new Error("'packs' must name at least one pack, got []");
  return packs.map(({ id }) => id);
}

function settingsOf(props: ComplianceChecksProps): ComplianceSettings {
  const { failuresAre = ComplianceSeverity.ERROR, unknownsAre = ComplianceSeverity.INFO, formats = [], parameters = {} } = props;
  return { failuresAre, unknownsAre, formats, parameters, ruleParameters: ruleParametersOf(props) };
}

/** What is set, and nothing else: it goes before what packs set. */
function ruleParametersOf(props: ComplianceChecksProps): Partial<RuleParameters> {
  const { retention, logGroupRetention, requiredTags, alarmPatterns, organization, strictAcceptances } = props;
  const all: { readonly [name in keyof RuleParameters]: RuleParameters[name] | undefined } = {
    retentionDays: daysOf('retention', retention),
    logGroupRetentionDays: daysOf('logGroupRetention', logGroupRetention),
    requiredTags,
    patterns: alarmPatterns,
    organization,
    strictAcceptances,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function daysOf(name: string, duration: Duration | undefined): number | undefined {
  if (duration === undefined) return undefined;
  if (!duration.isUnresolved() && isWholeDays(duration)) return duration.toDays();
  throw new Error(`'${name}' must be whole days, at least one, that are known now, got ${JSON.stringify(duration.toHumanString())}`);
}
