import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import type { ComplianceReport } from '../../lib/report/compliance-report';

let text = '';

/** What the CDK tells, instead of printing it. */
export function printed(): string {
  return text;
}

/** Keeps what the CDK tells out of the output of the tests. To be called once per file. */
export function quiet(): void {
  beforeEach(() => {
    text = '';
    jest.spyOn(console, 'error').mockImplementation((told: string) => {
      text += told;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });
}

/** Synthesizes, and whether that fails. */
export function fails(app: App): boolean {
  try {
    app.synth();
  } catch (error) {
    expect((error as Error).name).toBe('ValidationFailed');
    text += String(error);
    return true;
  }
  return process.exitCode === 1;
}

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly ruleMetadata: Readonly<Record<string, string>>;
  readonly violatingConstructs: readonly {
    readonly constructPath: string;
    readonly cloudFormationResource?: { readonly templatePath: string; readonly logicalId: string; readonly propertyPaths?: readonly string[] };
  }[];
}

/** What the CDK keeps of what our plugin told. */
export function pluginReport(app: App):
  | {
      readonly conclusion: string;
      readonly violations: readonly Violation[];
      readonly suppressedViolations?: readonly (Violation & { readonly reason: string; readonly acknowledgedAt: string })[];
    }
  | undefined {
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return pluginReports.find(({ pluginName }: { pluginName: string }) => pluginName === 'cdk-cloudtrail-compliance');
}

/** The rules that are told of. */
export function rulesTold(app: App): string[] {
  return [...new Set(pluginReport(app)?.violations.map(({ ruleName }) => ruleName))];
}

/** The report that was written. */
export function reportIn(directory: string): ComplianceReport {
  return JSON.parse(readFileSync(join(directory, 'compliance-report.json'), 'utf8'));
}

/** The results of a rule, by the path of what they are about. */
export function verdictsIn(directory: string, rule: string): Record<string, string> {
  const rows = reportIn(directory).results.filter((row) => row.rule === rule);
  return Object.fromEntries(rows.map(({ resource, verdict }) => [resource.path ?? 'nothing', verdict]));
}
