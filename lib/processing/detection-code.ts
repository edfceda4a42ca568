import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { RULES_FILE, type RulesFile } from './detection-alerts.contract';
import type { DetectionRules } from './detection-rules';

/** The handler with its rules beside it. They would not fit into environment variables, and are not a secret. */
export function detectionCode(rules: DetectionRules): Code {
  // As deep below the package from `lib/` as from `dist/`.
  const folder = join(__dirname, '../../assets/detection-alerts');
  const bundle = join(folder, 'index.js');
  const text = textOf(rules);
  return Code.fromAsset(folder, {
    assetHashType: AssetHashType.CUSTOM,
    assetHash: createHash('sha256').update(readFileSync(bundle)).update(text).digest('hex'),
    bundling: {
      image: DockerImage.fromRegistry('never-used'),
      local: {
        tryBundle(output: string): boolean {
          copyFileSync(bundle, join(output, 'index.js'));
          writeFileSync(join(output, RULES_FILE), text);
          return true;
        },
      },
    },
  });
}

function textOf(rules: DetectionRules): string {
  const file: RulesFile & { readonly leftOut: unknown } = {
    schemaVersion: '1',
    // The path of a file is that of somebody's machine: the same rules have to be the same asset everywhere.
    rules: rules._chosen().map(({ document, file, staged }) => ({ file: file.split(/[\\/]/).at(-1) ?? file, document, staged })),
    leftOut: rules._leftOut(),
  };
  return `${JSON.stringify(file)}\n`;
}
