import { App } from 'aws-cdk-lib';
import { AuditStack } from './audit-stack';
import { config } from './config';

const app = new App();
new AuditStack(app, 'CloudTrailAudit', {
  config,
  description: 'a CloudTrail trail, its log archive and access report (cdk-cloudtrail)',
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION },
});
