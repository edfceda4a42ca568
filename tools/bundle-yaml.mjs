import { bundleInOneStep } from './bundle.mjs';

/** Bundles the parser of detection rules into `assets/parse-yaml.js`: constructs read rules at synth, and the package depends on no parser. */
export const bundleYaml = () => bundleInOneStep('bin/commands/detect/parse-yaml.ts', 'assets/parse-yaml.js');

if (import.meta.filename === process.argv[1]) await bundleYaml();
