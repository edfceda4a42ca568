import { Aws, CfnParameter } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { statementsJson } from '../../lib/private/statement-json';
import { newStack } from '../helpers/apps';

test('what is only known at deployment stands in angle brackets, whatever function computes it', () => {
  const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
  const given = Bucket.fromBucketArn(stack, 'Given', new CfnParameter(stack, 'Arn').valueAsString);
  const own = new Bucket(stack, 'Own');
  const resources = [`${given.bucketArn}/*`, `arn:${Aws.PARTITION}:s3:::${given.bucketName}/*`, `${own.bucketArn}/*`];

  const [statement] = JSON.parse(statementsJson(stack, [new PolicyStatement({ actions: ['s3:PutObject'], resources })]));
  expect(statement.Resource).toEqual([
    '<Arn>/*',
    'arn:aws:s3:::<Select of [0,{"Fn::Split":["/",{"Fn::Select":[5,{"Fn::Split":[":",{"Ref":"Arn"}]}]}]}]>/*',
    expect.stringMatching(/^<Own[0-9A-F]{8}\.Arn>\/\*$/),
  ]);
});
