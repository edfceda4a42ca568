import { App, Aspects, CfnParameter, type IAspect, NestedStack, type Stack, Stage, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { Acceptance, type AcceptedRule, AuditTrail, EventSelector, LogArchive, S3Objects } from '../../lib';
import { newStack } from '../helpers/apps';

const replication: AcceptedRule = { rule: 'BKT-13', reason: 'one Region holds all', owner: 'platform', ticket: 'AUD-7', expires: '2027-03-31' };

/** What is accepted for each resource, by its logical id. */
function acceptedIn(stack: Stack): Record<string, AcceptedRule[]> {
  const resources: [string, any][] = Object.entries(Template.fromStack(stack).toJSON().Resources);
  return Object.fromEntries(
    resources.flatMap(([id, { Metadata }]) => {
      const accepted = Metadata?.['cdk-cloudtrail']?.accepted;
      return accepted ? [[id.replace(/[0-9A-F]{8}$/, ''), accepted]] : [];
    }),
  );
}

/** The acceptances of the only resource that has some. */
function onlyAccepted(stack: Stack): AcceptedRule[] {
  const all = Object.values(acceptedIn(stack));
  expect(all).toHaveLength(1);
  return all[0] ?? [];
}

test('is in the template, at the log bucket alone: the rule is not about that of the access logs', () => {
  const stack = newStack();
  const { archive } = new AuditTrail(stack, 'Audit');
  Acceptance.of(archive).accept(replication);
  expect(acceptedIn(stack)).toEqual({ AuditArchiveBucket: [{ ...replication, at: 'Stack/Audit/Archive' }] });
});

test('leaves what else the metadata of a resource says', () => {
  const stack = newStack();
  const bucket = new CfnBucket(stack, 'Bucket');
  bucket.addMetadata('owner', 'platform');
  bucket.addMetadata('cdk-cloudtrail', { note: 'kept' });
  Acceptance.of(bucket).accept(replication);
  const { Metadata } = Template.fromStack(stack).toJSON().Resources.Bucket;
  expect(Metadata).toEqual({ owner: 'platform', 'cdk-cloudtrail': { note: 'kept', accepted: [{ ...replication, at: 'Stack/Bucket' }] } });
});

test('several add up: those of the larger part first, and each once', () => {
  const stack = newStack();
  const bucket = new CfnBucket(stack, 'Bucket');
  const other = { ...replication, rule: 'BKT-07', reason: '  nobody may wait ' };
  Acceptance.of(bucket).accept(other);
  Acceptance.of(bucket).accept(replication);
  Acceptance.of(stack).accept({ ...replication, owner: 'security' });
  Acceptance.of(stack).accept(replication);
  const expected = [
    { ...replication, owner: 'security', at: 'Stack' },
    { ...replication, at: 'Stack' },
    { ...other, reason: 'nobody may wait', at: 'Stack/Bucket' },
  ];
  expect(onlyAccepted(stack)).toEqual(expected);
  (stack.node.root as App).synth({ force: true });
  expect(onlyAccepted(stack)).toEqual(expected);
});

test('covers what is defined later, also by an aspect', () => {
  const stack = newStack();
  Acceptance.of(stack).accept(replication);
  new CfnBucket(stack, 'Later');
  const defines: IAspect = {
    visit(node: IConstruct) {
      if (node === stack) new CfnBucket(stack, 'Latest');
    },
  };
  Aspects.of(stack).add(defines);
  expect(Object.keys(acceptedIn(stack))).toEqual(['Later', 'Latest']);
});

test('is written for every log bucket below, and for every bucket where it cannot be told which are', () => {
  const stack = newStack();
  const reports = new Bucket(stack, 'Reports');
  new AuditTrail(stack, 'One');
  new AuditTrail(stack, 'Other', { eventSelectors: [EventSelector.s3Objects([S3Objects.of(reports)])] });
  Acceptance.of(stack).accept(replication);
  expect(Object.keys(acceptedIn(stack))).toEqual(['OneArchiveBucket', 'OtherArchiveBucket']);

  const unclear = newStack();
  const name = new CfnParameter(unclear, 'Name').valueAsString;
  new AuditTrail(unclear, 'Audit', {
    archive: LogArchive.fromBucket(unclear, 'Archive', { bucket: Bucket.fromBucketName(unclear, 'Logs', name), policiesManagedBy: 'us' }),
  });
  new Bucket(unclear, 'Reports');
  Acceptance.of(unclear).accept(replication);
  expect(Object.keys(acceptedIn(unclear))).toEqual(['Reports']);
});

test('a log bucket is known by its name, too', () => {
  const stack = newStack();
  new CfnBucket(stack, 'Reports', { bucketName: 'reports' });
  new Bucket(stack, 'Logs', { bucketName: 'logs', enforceSSL: true });
  new CfnTrail(stack, 'Trail', { isLogging: true, s3BucketName: 'logs' });
  Acceptance.of(stack).accept({ ...replication, rule: 'BKT-04' });
  expect(Object.keys(acceptedIn(stack))).toEqual(['Logs']);
});

test('the template of a nested stack is named after it, so that a change of it is deployed', () => {
  const nameWith = (reason: string) => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    new CfnBucket(nested, 'Bucket');
    Acceptance.of(stack).accept({ ...replication, reason });
    return JSON.stringify(Template.fromStack(stack).findResources('AWS::CloudFormation::Stack'));
  };
  expect(nameWith('one')).not.toBe(nameWith('other'));
  expect(nameWith('one')).toBe(nameWith('one'));
});

test('is acknowledged in the CDK as a finding of the plugin', () => {
  const stack = newStack();
  const bucket = new CfnBucket(stack, 'Bucket');
  Acceptance.of(bucket).accept(replication);
  const acknowledged = bucket.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY).map(({ data }) => data);
  expect(acknowledged).toEqual([{ 'cdk-cloudtrail-compliance::BKT-13': 'one Region holds all' }]);
});

test('changes no logical id and no property', () => {
  const templateOf = (accept: boolean) => {
    const stack = newStack();
    new AuditTrail(stack, 'Audit');
    if (accept) Acceptance.of(stack).accept(replication);
    const template = Template.fromStack(stack).toJSON();
    for (const resource of Object.values<any>(template.Resources)) delete resource.Metadata;
    return template;
  };
  expect(templateOf(true)).toEqual(templateOf(false));
});

describe('is refused', () => {
  const accept = (changes: Partial<AcceptedRule>) => () => Acceptance.of(newStack()).accept({ ...replication, ...changes });

  test('without all that has to be said, where it was written', () => {
    expect(accept({ reason: ' ' })).toThrow(/\[cdk-cloudtrail:Acceptance.blank\] 'reason' .* got " "; .* \(at Stack\)/);
    expect(accept({ expires: '2027-02-30' })).toThrow(/calendar, got "2027-02-30"; write the last day, as '2027-03-31' \(at Stack\)/);
    expect(accept({ rule: 'BKT-31' })).toThrow(/got "BKT-31"; the nearest rules are BKT-01, BKT-11, .* \(at Stack\)/);
  });

  test('with what is only known at deployment', () => {
    const stack = newStack();
    const owner = new CfnParameter(stack, 'Owner').valueAsString;
    expect(() => Acceptance.of(stack).accept({ ...replication, owner })).toThrow(/'owner' .* got "<Stack\/Owner>"; .*as plain text \(at Stack\)/);
  });

  test('for a whole app or stage', () => {
    const app = new App();
    expect(() => Acceptance.of(app).accept(replication)).toThrow(/BKT-13 would be accepted for the whole app/);
    expect(() => Acceptance.of(new Stage(app, 'Prod')).accept(replication)).toThrow(/for the whole stage.*\(at Prod\)/);
  });

  test('at synthesis where there is nothing that the rule is about', () => {
    const stack = newStack();
    Acceptance.of(new Construct(stack, 'Empty')).accept(replication);
    new CfnBucket(stack, 'Elsewhere');
    expect(() => Template.fromStack(stack)).toThrow(/BKT-13 is accepted for Stack\/Empty, and there is no AWS::S3::Bucket at or below it/);
  });
});
