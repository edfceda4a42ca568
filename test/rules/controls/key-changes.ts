import type { Template } from './hardened';

type Change = (template: Template) => void;

export const TEXT = { Type: 'String' };

/** Changes properties of the key. */
export const key =
  (properties: Template): Change =>
  ({ Resources }) =>
    void Object.assign(Resources.Key.Properties, properties);

/** Adds a parameter, and changes properties of the key. */
export const keyParameter =
  (name: string, definition: Template, properties: Template): Change =>
  (template) => {
    template.Parameters = { [name]: definition };
    key(properties)(template);
  };

/** Makes a condition that the deployment decides. */
export const stages: Change = (template) => {
  template.Parameters = { ...template.Parameters, Stage: { ...TEXT, AllowedValues: ['dev', 'prod'] } };
  template.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } };
};

/** Changes the statement of the key policy that has an id; what is undefined goes. */
export const statement =
  (sid: string, change: Template): Change =>
  ({ Resources }) => {
    const { KeyPolicy } = Resources.Key.Properties;
    KeyPolicy.Statement = JSON.parse(JSON.stringify(KeyPolicy.Statement.map((one: Template) => (one.Sid === sid ? { ...one, ...change } : one))));
  };

/** Adds statements to the key policy. */
export const statements =
  (...added: readonly Template[]): Change =>
  ({ Resources }) =>
    void Resources.Key.Properties.KeyPolicy.Statement.push(...JSON.parse(JSON.stringify(added)));

/** Takes the statement with an id out of the key policy. */
export const withoutStatement =
  (sid: string): Change =>
  ({ Resources }) => {
    const { KeyPolicy } = Resources.Key.Properties;
    KeyPolicy.Statement = KeyPolicy.Statement.filter(({ Sid }: Template) => Sid !== sid);
  };

/** Makes several changes. */
export const all =
  (...changes: readonly Change[]): Change =>
  (template) => {
    for (const change of changes) change(template);
  };

/** Adds a second trail, with a bucket and a key of its own: the key is like the first one, but for some properties. */
export const secondTrail =
  (properties: Template): Change =>
  ({ Resources }) => {
    Resources.OtherKey = { ...Resources.Key, Properties: { ...Resources.Key.Properties, ...properties } };
    Resources.OtherLogs = { Type: 'AWS::S3::Bucket', Properties: {} };
    Resources.OtherTrail = {
      Type: 'AWS::CloudTrail::Trail',
      Properties: { TrailName: 'other', S3BucketName: { Ref: 'OtherLogs' }, KMSKeyId: { Ref: 'OtherKey' }, IsLogging: true },
    };
  };

/** Moves the key to another stack, from which it is imported. */
export function keyElsewhere(template: Template): Template[] {
  const { Key } = template.Resources;
  delete template.Resources.Key;
  const text = JSON.stringify(template).replaceAll('{"Fn::GetAtt":["Key","Arn"]}', '{"Fn::ImportValue":"key"}');
  return [JSON.parse(text), { Resources: { Key }, Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'key' } } } }];
}

/** Moves the key to a nested stack, of which it is an output. */
export const noKeyHere: Change = ({ Resources }) => {
  Resources.Trail.Properties.KMSKeyId = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000001';
  delete Resources.Key;
  delete Resources.Logs.Properties.BucketEncryption;
  delete Resources.Group.Properties.KmsKeyId;
  delete Resources.Topic.Properties.KmsMasterKeyId;
};
