import { bucketByName } from '../../../template/find';
import type { TemplateResource } from '../../../template/resource';
import { display, isUnresolved, symbolsIn } from '../../../template/symbols';
import { textOf } from '../../../template/unknown';
import type { PolicyScene } from '../control-rule';
import { fail, type Ground, type Judgement, property, unknown } from '../judgement';
import { type Placed, statementsAt } from '../places';

/**
 * Judges the policies of a bucket, of which CloudFormation lets a bucket have one.
 *
 * @param without what follows if the bucket has none
 */
export function judgePolicies(
  resource: TemplateResource,
  scene: PolicyScene,
  without: string,
  judge: (policies: readonly TemplateResource[]) => Judgement,
): Judgement {
  if (scene.policies.length > 0) return judge(scene.policies);
  const [stray] = policiesOfUnknown(scene);
  return stray ? strange(stray) : fail(`the bucket has no policy in these templates: ${without}`, noPolicy(resource));
}

/** What can be said where a policy may be that of the bucket. */
export function strange(policy: TemplateResource): Judgement {
  const bucket = textOf(policy.property('Bucket')) ?? '';
  return unknown(`whether ${policy.path} is the policy of the bucket is not known`, display(bucket), property(policy, 'Bucket'));
}

/** That there is no policy: a report tells it at the type of the bucket. */
export function noPolicy(resource: TemplateResource): Ground {
  return { resource, path: ['AWS::S3::BucketPolicy'] };
}

/** Policies for a bucket whose name the deployment fills in, which may be this one. */
export function policiesOfUnknown({ world, bucketName }: PolicyScene): TemplateResource[] {
  return world
    .candidates('AWS::S3::BucketPolicy')
    .filter((policy) => {
      const name = textOf(policy.property('Bucket')) ?? '';
      return isUnresolved(name) && bucketByName(world, name) === undefined && couldBe(name, bucketName);
    })
    .filter((policy) => world.isDeployed(policy));
}

/** Every statement of some policies. */
export function statementsOf(policies: readonly TemplateResource[]): Placed[] {
  return policies.flatMap((policy) => statementsAt(policy));
}

function couldBe(open: string, name: string): boolean {
  if (isUnresolved(name)) return true;
  const symbols = symbolsIn(open);
  const pattern = symbols.reduce((text, symbol) => text.replaceAll(symbol, '*'), open);
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(name);
}
