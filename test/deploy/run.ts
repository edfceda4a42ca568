import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCleanup } from '../../bin/commands/start/cleanup';
import { Cdk } from './cdk';
import { deployAlerts, deployAnotherExample, deployExample } from './deploy-examples';
import { become, endpoints, isolated, withoutUserSettings } from './environment';
import { findPython, startLocalAws } from './local-aws';
import type { Later } from './programs';
import { Report } from './report';
import { deployStatus } from './status';

/** What the whole test may take; about four times of what it takes. */
const seconds = 300;

/** Deploys examples to an AWS API on this machine, end to end. Gives the exit code. */
export async function testDeploy(root: string): Promise<number> {
  const report = new Report();
  const start = performance.now();
  try {
    const environment = withoutUserSettings(process.env);
    const found = findPython(environment);
    if ('reason' in found) {
      skip(found.reason);
      return 0;
    }
    const test = { root, report, environment, python: found.python };
    await withCleanup((later) => Promise.race([deployAll(test, later), limit(later)]));
  } catch (error) {
    report.fail('the test ended early', error instanceof Error ? error.message : String(error));
  }
  console.log(`\nafter ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return report.close();
}

interface Test {
  readonly root: string;
  readonly report: Report;
  readonly environment: Record<string, string | undefined>;
  readonly python: string;
}

async function deployAll({ root, report, environment, python }: Test, later: Later): Promise<void> {
  const temp = realpathSync(mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-deploy-')));
  later(() => rmSync(temp, { recursive: true, force: true, maxRetries: 5 }));
  const { HOME: _home, USERPROFILE: _profile, ...forPython } = isolated(temp);
  const cdk = new Cdk(root, temp, later);
  await report.step('start a local AWS API', async () => {
    become({ ...environment, ...isolated(temp) });
    const endpoint = await startLocalAws({ python, environment: { ...environment, ...forPython }, root, seconds: seconds + 10 }, later);
    become({ ...process.env, ...endpoints(endpoint) });
    console.log(`           ${endpoint}`);
  });
  await report.step('cdk bootstrap', () => cdk.bootstrap());
  await deployExample({ root, report, cdk, later });
  await deployAnotherExample({ root, report, cdk, later });
  await deployAlerts({ root, report, cdk, later });
  await deployStatus({ report, cdk, later });
}

/** Fails after a time. */
function limit(later: Later): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`it did not end within ${seconds} seconds; see which step took so long`)), seconds * 1000);
    later(() => clearTimeout(timer));
  });
}

function skip(reason: string): void {
  const line = "SKIPPED: npm run test:deploy needs a local AWS API: pip install 'moto[server,cloudformation]'";
  const frame = '!'.repeat(line.length + 8);
  console.warn(`\n${frame}\n!!! ${line} !!!\n${frame}\nNothing was tested: ${reason}\n`);
}
