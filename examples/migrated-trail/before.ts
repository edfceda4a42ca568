import { App, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';

/** The app as it was deployed: a trail of aws-cdk-lib, with the bucket that it defines. */
export const app = new App();
const stack = new Stack(app, 'Audit');
new Trail(stack, 'Trail', { trailName: 'audit' });
