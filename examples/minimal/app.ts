import { App, Stack } from 'aws-cdk-lib';
import { AuditTrail } from 'cdk-cloudtrail';

export const app = new App();
const stack = new Stack(app, 'Audit');
new AuditTrail(stack, 'Trail', { trailName: 'audit' });
