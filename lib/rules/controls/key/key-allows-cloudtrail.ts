import { contextOf } from '../../../policy/request';
import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import type { TrailModel } from '../../../template/trail-model';
import { type Applies, appliesTo, ask } from '../../access/ask';
import { type Diagnosis, diagnose } from '../../access/diagnose';
import { conditionKeys } from '../../access/statements';
import { useKey } from '../../deploy/requests';
import type { ControlRule } from '../control-rule';
import { fail, type Ground, type Judgement, notApplicable, pass, property, unknown } from '../judgement';
import { type Placed, placeOf, statementsAt } from '../places';
import { ofSameAccount, strangersTo } from './strangers';

const ENCRYPT = 'kms:GenerateDataKey';

/** KEY-03. */
export const keyAllowsCloudTrail: ControlRule = {
  id: 'KEY-03',
  name: 'KeyAllowsCloudTrailScoped',
  title: 'The key lets CloudTrail encrypt for this trail, and not for strangers',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  rationale:
    'Without the permission no log file is delivered, and without its limit the trails of strangers can have their files encrypted with the key.',
  predicate:
    'evaluated for what CloudTrail asks: KeyPolicy allows cloudtrail.amazonaws.com kms:GenerateDataKey* for the trail, and refuses it for a trail of another account, by aws:SourceArn, kms:EncryptionContext:aws:cloudtrail:arn or aws:SourceAccount',
  live: 'kms:GetKeyPolicy, cloudtrail:GetTrailStatus LatestDeliveryError',
  fix: 'allow cloudtrail.amazonaws.com kms:GenerateDataKey* with the condition StringEquals aws:SourceArn, the ARN of the trail',
  limit: 'other trails of the same account may be let in, too',
  of: 'key',
  judge: (key, { trail, ofTrail }) => {
    if (!ofTrail) return notApplicable('the trail encrypts with another key, or with none');
    if (key.property('KeyPolicy') === undefined) {
      return fail('KeyPolicy is missing, and the default policy is for the account alone, not for CloudTrail', property(key, 'KeyPolicy'));
    }
    const statements = statementsAt(key, 'KeyPolicy');
    const policies = [{ Statement: statements.map(({ value }) => value) }];
    const { allowed, dependsOn } = ask(policies, useKey(trail, key.arn, ENCRYPT));
    if (allowed === 'no') return refused(trail, key, statements, diagnose(policies, useKey(trail, key.arn, ENCRYPT)));
    if (allowed === 'unknown') {
      return unknown(
        'whether KeyPolicy lets CloudTrail encrypt for the trail is not known',
        String(dependsOn),
        placeOf(key, 'KeyPolicy', 'Statement'),
      );
    }
    return judgeStrangers(trail, key, statements);
  },
};

function refused(trail: TrailModel, key: TemplateResource, statements: readonly Placed[], reason: Diagnosis): Judgement {
  const list = placeOf(key, 'KeyPolicy', 'Statement');
  if (reason.why === 'nothing') return fail('no Allow statement lets cloudtrail.amazonaws.com call kms:GenerateDataKey', list);
  const at = statements.find(({ value }) => value === reason.statement)?.ground ?? list;
  if (reason.why === 'resource') return fail('the statement for CloudTrail is about another resource', at);
  const keys = reason.why === 'condition' ? reason.keys : conditionKeys(reason.statement);
  const told = contextOf(useKey(trail, key.arn, ENCRYPT));
  const untold = keys.filter((name) => !told.has(name.toLowerCase()));
  if (untold.length > 0) return unknown(`what CloudTrail says of ${untold.join(' and ')} is not known`, untold.join(', '), at);
  return reason.why === 'denied'
    ? fail('a Deny statement keeps CloudTrail from encrypting', at)
    : fail(`the statement for CloudTrail is not for this trail: ${keys.join(' and ')} say otherwise`, at);
}

function judgeStrangers(trail: TrailModel, key: TemplateResource, statements: readonly Placed[]): Judgement {
  const values = statements.map(({ value }) => value);
  const answers = strangersTo(trail, values).map((stranger) => ({ stranger, ...ask([{ Statement: values }], useKey(stranger, key.arn, ENCRYPT)) }));
  const open = answers.find(({ allowed }) => allowed === 'yes');
  if (open) {
    const at = allowing(key, statements, (value) => appliesTo(value, useKey(open.stranger, key.arn, ENCRYPT)));
    return fail(
      'trails of other accounts may use the key: neither aws:SourceArn nor kms:EncryptionContext:aws:cloudtrail:arn limits a statement',
      ...at,
    );
  }
  const own = allowing(key, statements, (value) => appliesTo(value, useKey(trail, key.arn, ENCRYPT), ['Condition']));
  const unclear = answers.find(({ allowed }) => allowed === 'unknown');
  if (unclear) return unknown('whether trails of other accounts may use the key is not known', display(String(unclear.dependsOn)), ...own);
  const byAccount = ask([{ Statement: values }], useKey(ofSameAccount(trail), key.arn, ENCRYPT)).allowed !== 'no';
  return pass(
    byAccount ? 'CloudTrail may encrypt for any trail of the account' : 'CloudTrail may encrypt, for the trails alone that the policy names',
    ...own,
  );
}

/** The statements that allow something, or all of them where that hangs on what is not known. */
function allowing(key: TemplateResource, statements: readonly Placed[], applies: (statement: unknown) => Applies): Ground[] {
  const found = statements.filter(({ value }) => isJson(value) && value.Effect === 'Allow' && applies(value) === 'yes');
  return found.length > 0 ? found.map(({ ground }) => ground) : [placeOf(key, 'KeyPolicy', 'Statement')];
}
