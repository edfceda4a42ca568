import { ArnFormat, type Environment, Stack } from 'aws-cdk-lib';
import type { ITrailRef, TrailReference } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import type { TrailAttributes } from './trail-attributes';

/** A trail that exists. Selectors cannot be added to it: a trail's selectors are all set where it is defined. */
export class ImportedTrail extends Construct implements ITrailRef {
  public readonly trailRef: TrailReference;
  public readonly env: { account: string; region: string } & Environment;

  constructor(scope: Construct, id: string, { trailArn }: TrailAttributes) {
    super(scope, id);
    const { resourceName = '', account, region } = Stack.of(this).splitArn(trailArn, ArnFormat.SLASH_RESOURCE_NAME);
    this.trailRef = { trailArn, trailName: resourceName };
    this.env = { account: account || Stack.of(this).account, region: region || Stack.of(this).region };
  }
}
