import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { ResolvedTemplate } from '../policy/intrinsics';

/** The selectors of the first `AuditTrail` of a stack as CloudTrail will get them, with every reference resolved. */
export function selectorsOf(stack: Stack): AdvancedEventSelector[] {
  const trails = new ResolvedTemplate({ template: Template.fromStack(stack).toJSON() })
    .resources()
    .filter(({ type }) => type === 'AWS::CloudTrail::Trail');
  const trail = trails.find(({ properties }) => properties.AdvancedEventSelectors);
  if (!trail) throw new Error('no trail with advanced event selectors');
  return trail.resolve(trail.properties.AdvancedEventSelectors) as AdvancedEventSelector[];
}
