import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { filesOf } from '../detection/rules-file';
import { RULE_LINES, RULES_FILE } from './detection-alerts.contract';
import type { DetectionRules } from './detection-rules';

/** The handler with its rules beside it. They would not fit into environment variables, and are not a secret. */
export function detectionCode(scope: IConstruct, rules: DetectionRules): Code {
  // As deep below the package from `lib/` as from `dist/`.
  const bundle = join(__dirname, '../../assets/detection-alerts/index.js');
  const { text, lines } = textsOf(rules);
  const assetHash = createHash('sha256').update(readFileSync(bundle)).update(text).update(lines).digest('hex');
  // In the assembly, from where the CDK takes it: bundling it there would print a line at each synthesis.
  const folder = join(Stage.of(scope)?.assetOutdir ?? tmpdir(), `detection-alerts-${assetHash.slice(0, 32)}`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(bundle, join(folder, 'index.js'));
  writeFileSync(join(folder, RULES_FILE), text);
  writeFileSync(join(folder, RULE_LINES), lines);
  return Code.fromAsset(folder, { assetHash });
}

function textsOf(rules: DetectionRules): { readonly text: string; readonly lines: string } {
  // Without the paths of their files, which are those of somebody's machine: the same rules have to be the same asset everywhere.
  const { file, lines } = filesOf(rules._chosen());
  return { text: `${JSON.stringify({ ...file, leftOut: rules._leftOut() })}\n`, lines };
}
