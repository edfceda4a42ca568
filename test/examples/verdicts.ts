import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';

/** What a rule of a pack says of a construct. */
export interface Verdict {
  readonly rule: string;
  readonly path: string;
}

interface Report {
  pluginReports: {
    pluginName: string;
    violations: { ruleName: string; violatingConstructs: { constructPath?: string; cloudFormationResource?: { logicalId: string } }[] }[];
  }[];
}

/** Synthesizes an app with cdk-nag's six packs, Control Tower's rules and the built-in validation, and gives what they find. */
export function verdictsOf(app: App): Verdict[] {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(),
    new HIPAASecurityChecks(),
    new NIST80053R4Checks(),
    new NIST80053R5Checks(),
    new PCIDSS321Checks(),
    new ServerlessChecks(),
    new CfnGuardValidator({ controlTowerRulesEnabled: true }),
  );
  const file = join(app.outdir, 'validation-report.json');
  rmSync(file, { force: true });
  try {
    app.synth();
  } catch (error) {
    // Findings end the synthesis, after the report is written.
    if (!existsSync(file)) throw error;
  }
  return existsSync(file) ? verdictsIn(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

function verdictsIn({ pluginReports }: Report): Verdict[] {
  const verdicts = pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map((found) => ({ rule: ruleName, path: found.constructPath ?? found.cloudFormationResource?.logicalId ?? 'unknown' })),
    ),
  );
  return verdicts.sort((one, other) => (`${one.rule} ${one.path}` < `${other.rule} ${other.path}` ? -1 : 1));
}
