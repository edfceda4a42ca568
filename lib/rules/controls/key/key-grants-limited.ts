import type { AccessRequest } from '../../../policy/request';
import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { appliesTo, ask } from '../../access/ask';
import { conditionKeys } from '../../access/statements';
import type { ControlRule } from '../control-rule';
import { fail, pass, property, unknown } from '../judgement';
import { type Placed, placeOf, statementsAt } from '../places';

/** What KMS knows of every request for a grant: a Deny that hangs on anything else can be avoided. */
const TELLING = ['kms:GrantIsForAWSResource', 'aws:PrincipalIsAWSService', 'aws:PrincipalAccount', 'kms:CallerAccount'].map((key) =>
  key.toLowerCase(),
);

/** What others say, such as the policies of the account, may allow it: only a Deny counts. */
const ALLOWED = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:CreateGrant', Resource: '*' }] };

/** An account that nobody in the templates means. */
const STRANGER = '999999999999';

/** KEY-05. */
export const keyGrantsLimited: ControlRule = {
  id: 'KEY-05',
  name: 'KeyGrantLimited',
  title: 'Only AWS services get grants to the key',
  severity: 'info',
  decidable: 'full',
  resourceTypes: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  rationale: 'A grant lets somebody use the key without a trace in its policy, so that nobody who reviews the policy sees who can read log files.',
  predicate:
    'KeyPolicy denies kms:CreateGrant to everyone who may use the key, unless the grant is for an AWS service: with BoolIfExists, kms:GrantIsForAWSResource false and aws:PrincipalIsAWSService false',
  live: 'kms:GetKeyPolicy, kms:ListGrants',
  fix: 'deny kms:CreateGrant to "*" with BoolIfExists for kms:GrantIsForAWSResource and aws:PrincipalIsAWSService, both "false"',
  limit: 'grants that were made before are not seen',
  of: 'key',
  judge: (key) => {
    if (key.property('KeyPolicy') === undefined)
      return fail('KeyPolicy is missing, and the default policy denies nothing', property(key, 'KeyPolicy'));
    const statements = statementsAt(key, 'KeyPolicy');
    const counted = statements.filter(
      ({ value }) => effectOf(value) !== 'Deny' || conditionKeys(value).every((name) => TELLING.includes(name.toLowerCase())),
    );
    const policy = { Statement: counted.map(({ value }) => value) };
    const answers = requestsFor(key, statements).map((request) => ({ request, ...ask([ALLOWED, policy], request) }));
    const denying = statements.filter(({ value }) => effectOf(value) === 'Deny' && isAboutGrants(value, key));
    const grounds = denying.length > 0 ? denying.map(({ ground }) => ground) : [placeOf(key, 'KeyPolicy', 'Statement')];
    const open = answers.find(({ allowed }) => allowed === 'yes');
    if (open) return fail(whyNot(denying, counted, open.request), ...grounds);
    const unclear = answers.find(({ allowed }) => allowed === 'unknown');
    if (unclear) return unknown('whether KeyPolicy denies kms:CreateGrant is not known', String(unclear.dependsOn), ...grounds);
    return pass('nobody but an AWS service can create a grant', ...grounds);
  },
};

function effectOf(statement: unknown): unknown {
  return (statement as { readonly Effect?: unknown } | undefined)?.Effect;
}

/** Who might ask for a grant: whoever the account has or the policy names, whether or not the request says for whom the grant is. */
function requestsFor(key: TemplateResource, statements: readonly Placed[]): AccessRequest[] {
  const text = JSON.stringify(statements.map(({ value }) => value));
  const named = text.match(/arn:[\w-]+:(?:iam|sts)::\d{12}:[^"*?\\]+/g) ?? [];
  const accounts = new Set([key.account, STRANGER, ...(text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [])]);
  const someone = [...accounts].flatMap((account) =>
    ['root', 'user/somebody', 'role/somebody'].map((who) => `arn:${key.stack.partition}:iam::${account}:${who}`),
  );
  const allows = statements.filter(({ value }) => effectOf(value) !== 'Deny');
  return [...new Set([...someone, ...named])].flatMap((arn) => {
    const own = arn.includes(`::${key.account}:`);
    const reached = own || allows.some(({ value }) => appliesTo(value, requestOf(key, arn), ['Condition']) !== 'no');
    return reached ? [requestOf(key, arn, { 'kms:GrantIsForAWSResource': 'false' }), requestOf(key, arn)] : [];
  });
}

function requestOf(key: TemplateResource, arn: string, context: AccessRequest['context'] = {}): AccessRequest {
  return { principal: { arn }, action: 'kms:CreateGrant', resource: key.arn, context };
}

function isAboutGrants(statement: unknown, key: TemplateResource): boolean {
  return appliesTo(statement, requestOf(key, `arn:aws:iam::${key.account}:root`), ['Condition', 'Principal']) !== 'no';
}

function whyNot(denying: readonly Placed[], counted: readonly Placed[], { principal, context }: AccessRequest): string {
  if (denying.length === 0) return 'no Deny statement is about kms:CreateGrant';
  const avoidable = denying.find((one) => !counted.includes(one));
  if (avoidable) {
    const others = conditionKeys(avoidable.value).filter((name) => !TELLING.includes(name.toLowerCase()));
    return `the Deny on kms:CreateGrant also hangs on ${others.join(' and ')}`;
  }
  if (context && Object.keys(context).length === 0)
    return 'the Deny on kms:CreateGrant does not hold for a request without kms:GrantIsForAWSResource';
  return `the Deny on kms:CreateGrant spares ${display((principal as { readonly arn: string }).arn)}`;
}
