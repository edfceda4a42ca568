import { type IPolicyValidationContext, type IPolicyValidationPlugin, type PolicyValidationPluginReport, Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { buildReport } from '../report/build-report';
import type { ComplianceReport, ResultRow } from '../report/compliance-report';
import { libraryVersion } from '../report/library-version';
import type { RuleParameters } from '../rules/controls/rule-parameters';
import { PACKS, packOf } from '../rules/packs/catalogue';
import type { Pack } from '../rules/packs/pack';
import { COMPLIANCE_PLUGIN } from './acceptances';
import { acceptancesFrom, acknowledgementsFor, withOthers } from './acknowledgements';
import { type FileFormat, removeReport, writeReport } from './compliance-files';
import { complianceSubject } from './compliance-subject';
import { type Tellings, tellingOf, violationsOf } from './compliance-violations';

/** How the templates of an app or stage are checked, besides the packs. */
export interface ComplianceSettings extends Tellings {
  readonly parameters: Readonly<Record<string, string>>;
  readonly ruleParameters: Partial<RuleParameters>;
  readonly formats: readonly FileFormat[];
}

/** For profiles alone, which demand what options can do: an app with one should not fail for what the library has no construct for. */
const DEFAULT_SETTINGS: ComplianceSettings = {
  failuresAre: 'error',
  failuresBeyondAre: 'warning',
  unknownsAre: 'info',
  parameters: {},
  ruleParameters: {},
  formats: [],
};
const REGISTERED = new WeakMap<IConstruct, CompliancePlugin>();

/**
 * Lets every synthesis of the app or stage around a construct ask the rules of some packs. The packs of several calls add up; without any it is the
 * first of all packs.
 *
 * @param settings what only one of the calls can say
 */
export function registerCompliance(scope: IConstruct, packIds: readonly string[], settings?: ComplianceSettings): void {
  const stage = Stage.isStage(scope) ? scope : Stage.of(scope);
  if (!stage) return;
  const plugin = REGISTERED.get(stage) ?? new CompliancePlugin(stage);
  plugin.ask(packIds, settings);
  if (REGISTERED.has(stage)) return;
  REGISTERED.set(stage, plugin);
  Validations.of(stage).addPlugins(plugin);
  // Before there are templates: a synthesis that fails leaves no old report behind, and the CDK sees no plugin change a file.
  stage.node.addValidation({
    validate: () => {
      removeReport(stage.outdir);
      return [];
    },
  });
}

/** Asks the rules of packs about templates, tells the CDK what did not pass, and writes down everything. */
export class CompliancePlugin implements IPolicyValidationPlugin {
  public readonly name = COMPLIANCE_PLUGIN;
  public readonly version = libraryVersion();
  private readonly packs = new Map<string, Pack>();
  private settings: ComplianceSettings | undefined;

  /** @param home the app or stage, where it is known before the synthesis */
  constructor(private readonly home?: Stage) {}

  public get ruleIds(): string[] {
    return [...new Set(this.asked().flatMap(({ rules }) => rules))].sort();
  }

  /** Ask further packs. */
  public ask(packIds: readonly string[], settings?: ComplianceSettings): void {
    if (settings && this.settings && JSON.stringify(settings) !== JSON.stringify(this.settings)) {
      throw new Error(`${this.home?.node.path || 'the app'} is checked already, with other options: give all options to one ComplianceChecks`);
    }
    this.settings ??= settings;
    for (const id of packIds) this.packs.set(id, packOf(id));
  }

  public validate({ appConstruct, templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const settings = this.settings ?? DEFAULT_SETTINGS;
    const { assembly, directory, path } = complianceSubject(appConstruct, templatePaths, this.home);
    claim(appConstruct, directory, this);
    removeReport(directory);
    const acknowledgements = acknowledgementsFor(appConstruct, path);
    const built = buildReport({
      assembly,
      packs: this.asked(),
      parameters: settings.parameters,
      ruleParameters: settings.ruleParameters,
      acceptances: acceptancesFrom(acknowledgements, assembly),
      version: this.version,
      today: new Date().toISOString().slice(0, 10),
    });
    const report = withOthers(built, acknowledgements);
    writeReport({ report, assembly, directory }, settings.formats);
    return {
      // What the CDK will say after it has taken the acknowledgements into account.
      success: !report.results.some((row) => isOpen(row) && tellingOf(row, settings) === 'error'),
      violations: violationsOf({ report, assembly, acknowledgements, tellings: settings, path }),
      pluginVersion: this.version,
      metadata: metadataOf(report),
    };
  }

  private asked(): readonly Pack[] {
    return this.packs.size > 0 ? [...this.packs.values()] : PACKS.slice(0, 1);
  }
}

function isOpen({ verdict, accepted }: ResultRow): boolean {
  return accepted === null && (verdict === 'fail' || verdict === 'unknown');
}

function metadataOf({ assumptions, assessed, summary }: ComplianceReport): Record<string, string> {
  return {
    packs: assumptions.packs.map(({ id }) => id).join(', '),
    assessed: String(assessed),
    ...Object.fromEntries(Object.entries(summary).map(([verdict, count]) => [verdict, String(count)])),
  };
}

const WRITERS = new WeakMap<IConstruct, Map<string, CompliancePlugin>>();

/** Two plugins of one app or stage would each leave a half of the truth in the same file. */
function claim(root: IConstruct, directory: string, plugin: CompliancePlugin): void {
  const writers = WRITERS.get(root) ?? new Map<string, CompliancePlugin>();
  WRITERS.set(root, writers);
  if ((writers.get(directory) ?? plugin) !== plugin) {
    throw new Error(`two ComplianceChecks would write a report into ${directory}: give all packs to one of them`);
  }
  writers.set(directory, plugin);
}
