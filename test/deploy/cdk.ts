import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Template } from '../../bin/commands/start/readable';
import { synthesize } from '../../bin/commands/start/synthesize';
import { account, region } from './environment';
import { type Later, runNode } from './programs';

export interface Synthesized {
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  readonly template: Template;
}

/** The CDK CLI that this project is developed with, run in a folder where it finds no settings. */
export class Cdk {
  private readonly cli: string;

  constructor(
    private readonly root: string,
    private readonly temp: string,
    private readonly later: Later,
  ) {
    const manifest = createRequire(join(root, 'package.json')).resolve('aws-cdk/package.json');
    this.cli = join(dirname(manifest), 'bin', 'cdk');
  }

  async synthesize(app: string): Promise<Synthesized> {
    const assembly = join(this.temp, 'assemblies', app.replace(/\W/g, '-'));
    mkdirSync(assembly, { recursive: true });
    const [template, another] = await synthesize(app, assembly, this.root, this.later);
    if (!template || another) throw new Error(`app ${app} has not exactly one stack; this test deploys apps of one stack`);
    return { assembly, template };
  }

  async bootstrap(): Promise<void> {
    await this.run('bootstrap', `aws://${account}/${region}`, '--method', 'direct');
  }

  /** Not by a change set: moto never says that the second one of a stack is there. */
  async deploy(assembly: string): Promise<void> {
    await this.run('deploy', '--all', '--app', assembly, '--method', 'direct', '--no-previous-parameters', '--require-approval', 'never');
  }

  async destroy(assembly: string): Promise<void> {
    await this.run('destroy', '--all', '--app', assembly, '--force');
  }

  private async run(command: string, ...args: string[]): Promise<void> {
    await runNode({ args: [this.cli, command, ...args, '--no-notices'], cwd: this.temp, seconds: 120 }, this.later);
  }
}
