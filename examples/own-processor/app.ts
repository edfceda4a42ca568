import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuditTrail, EventSelector, LogArchive, LogProcessor } from 'cdk-cloudtrail';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { leaveOut } from '../left-out';

/** A trail, and ten lines of code that run on every log file that it delivers. */
export class DeletionsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const archive = new LogArchive(this, 'Archive');
    const trail = new AuditTrail(this, 'Trail', { trailName: 'deletions', archive, eventSelectors: [EventSelector.managementEvents()] });
    Tags.of(trail).add('owner', 'platform team', { includeResourceTypes: ['AWS::CloudTrail::Trail'] });

    const alarmTopic = new Topic(this, 'Alarms', { masterKey: new Key(this, 'AlarmsKey', { enableKeyRotation: true }), enforceSSL: true });
    const processor = new LogProcessor(this, 'Deletions', { archive, alarmTopic, code: bundle('handler.ts'), prefix: 'deletions/' });

    // A metric of its own, by the name that the handler gives it.
    processor
      .metric('Deletions')
      .createAlarm(this, 'SomethingDeleted', { threshold: 1, evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING })
      .addAlarmAction(new SnsAction(alarmTopic));
    leaveOut(this, 'alarms', 'cloudWatchLogs', 'insights', 'objectLock', 'objectsOfAllBuckets', 'replica');
  }
}

/** One file of JavaScript with everything that it imports: any bundler does. */
function bundle(file: string): Code {
  const folder = mkdtempSync(join(tmpdir(), 'own-processor-'));
  buildSync({
    entryPoints: [join(__dirname, file)],
    outfile: join(folder, 'index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    // In this repository only, where the package is not installed.
    tsconfig: join(__dirname, '../../tsconfig.dev.json'),
  });
  return Code.fromAsset(folder);
}

export const app = new App();
new DeletionsStack(app, 'Audit');
