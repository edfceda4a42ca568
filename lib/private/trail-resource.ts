import { CfnTrail, type ITrailRef } from 'aws-cdk-lib/aws-cloudtrail';

/** The resource of a trail, where the app defines it. */
export function trailResourceOf(trail: ITrailRef | undefined): CfnTrail | undefined {
  const resource = trail?.node.defaultChild ?? trail;
  return resource !== undefined && CfnTrail.isCfnTrail(resource) ? resource : undefined;
}
