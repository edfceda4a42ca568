import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import type { ControlRule } from '../control-rule';
import { judgeValue } from '../judge-value';
import { allOf, fail, type Judgement, pass, property, unknown } from '../judgement';
import { itemsAt, memberOf, placeWithin, valueAt } from '../places';

/** BKT-15. */
export const aclsDisabled: ControlRule = {
  id: 'BKT-15',
  name: 'LogBucketAclsDisabled',
  title: 'The log bucket has no ACLs',
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Without ACLs the policy of the bucket is the one place that says who may do what, and whoever puts an object does not own it.',
  predicate: 'AccessControl is missing, and ObjectOwnership is BucketOwnerEnforced',
  live: 's3:GetBucketOwnershipControls',
  fix: 'remove AccessControl and set ObjectOwnership of OwnershipControls to BucketOwnerEnforced',
  of: 'logBucket',
  judge: (bucket, { world }) => allOf([judgeAcl(bucket), judgeOwnership(world, bucket)]),
};

function judgeAcl(bucket: TemplateResource): Judgement {
  const acl = bucket.property('AccessControl');
  const ground = property(bucket, 'AccessControl');
  return acl === undefined ? pass('there is no AccessControl', ground) : fail(`AccessControl is ${display(textOf(acl) ?? 'set')}`, ground);
}

function judgeOwnership(world: World, bucket: TemplateResource): Judgement {
  const { value, ground } = valueAt(bucket, 'OwnershipControls', 'Rules');
  const rules = itemsAt(bucket, value, 'OwnershipControls', 'Rules');
  if (!rules) return unknown('OwnershipControls are not known', display(unknownIn(value) ?? 'OwnershipControls'), ground);
  if (rules.length === 0) return fail('OwnershipControls are missing: S3 disables ACLs for new buckets, but the template does not say so', ground);
  return allOf(
    rules.map((rule) =>
      judgeValue(
        world,
        { value: memberOf(rule.value, 'ObjectOwnership'), ground: placeWithin(rule.ground, 'ObjectOwnership') },
        {
          all: ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'],
          right: ['BucketOwnerEnforced'],
          name: 'ObjectOwnership',
          pass: 'ACLs are disabled',
        },
      ),
    ),
  );
}
