import type { TemplateResource } from '../../../template/resource';
import type { ControlRule, PolicyScene } from '../control-rule';
import { judgeValue, type Texts } from '../judge-value';
import { allOf, type Judgement, pass, property, unknown } from '../judgement';
import { judgePublicGrants } from '../public-grant';
import { noPolicy, policiesOfUnknown, strange } from './policies';

const HARMLESS = ['Private', 'AwsExecRead', 'BucketOwnerFullControl', 'BucketOwnerRead', 'LogDeliveryWrite'];
const ACL: Texts = { all: [...HARMLESS, 'PublicRead', 'PublicReadWrite', 'AuthenticatedRead'], right: HARMLESS };

/** BKT-02. */
export const noPublicGrant: ControlRule = {
  id: 'BKT-02',
  name: 'LogBucketNoPublicGrant',
  title: 'Neither ACL nor policy opens the log bucket to everyone',
  severity: 'critical',
  decidable: 'partly',
  resourceTypes: ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
  rationale: 'Log files tell who does what, from where and with which names: a grant to everyone gives them to an attacker, or lets one add to them.',
  predicate:
    'AccessControl is none of PublicRead, PublicReadWrite and AuthenticatedRead, and no Allow statement of the policy is for everyone without a condition that limits the account, organization, principal, source or network',
  live: 's3:GetBucketPolicyStatus, s3:GetBucketAcl',
  fix: 'name the principals of each Allow statement, or limit it with a condition such as aws:PrincipalOrgID; remove AccessControl',
  limit: 'policies and ACLs that are set outside of these templates are not seen, nor are those of access points and objects',
  of: 'logBucketPolicy',
  judge: (resource, scene) => allOf([judgeAcl(resource, scene), judgePolicies(resource, scene)]),
};

function judgeAcl(resource: TemplateResource, { world, trail }: PolicyScene): Judgement {
  const { bucket } = trail;
  if (!bucket)
    return unknown('the bucket is not defined in these templates, and neither is its ACL', 'the ACL of the bucket', property(resource, 'Bucket'));
  const value = bucket.property('AccessControl');
  const ground = property(bucket, 'AccessControl');
  if (value === undefined) return pass('there is no AccessControl, and the default is private', ground);
  return judgeValue(world, { value, ground }, { ...ACL, name: 'AccessControl', pass: 'AccessControl is for nobody outside' });
}

/** A bucket without a policy is nobody's but the account's. One that may be of this bucket matters only if it is not harmless anyway. */
function judgePolicies(resource: TemplateResource, scene: PolicyScene): Judgement {
  const { world, policies } = scene;
  if (policies.length > 0) return judgePublicGrants(world, policies);
  const harmful = policiesOfUnknown(scene).find((policy) => judgePublicGrants(world, [policy]).verdict !== 'pass');
  return harmful ? strange(harmful) : pass('the bucket has no policy in these templates', noPolicy(resource));
}
