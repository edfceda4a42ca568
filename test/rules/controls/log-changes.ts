import { ACCOUNT, hardened, REGION, type Template } from './hardened';

type Change = (template: Template) => void;

export const GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:audit`;
export const WRITE = { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `${GROUP}:*` };
export const documentOf = (...statements: readonly Template[]) => ({ Version: '2012-10-17', Statement: statements });

/** Changes properties of a resource. */
export const set =
  (logicalId: string, properties: Template): Change =>
  ({ Resources }) =>
    void Object.assign(Resources[logicalId].Properties, properties);

/** Adds a parameter, and whatever needs it. */
export const withParameter =
  (name: string, definition: Template, change: Change = () => {}): Change =>
  (template) => {
    template.Parameters = { ...template.Parameters, [name]: definition };
    change(template);
  };

/** Adds a resource. */
export const add =
  (logicalId: string, type: string, properties: Template): Change =>
  ({ Resources }) =>
    void Object.assign(Resources, { [logicalId]: { Type: type, Properties: properties } });

/** Puts an inline policy in the place of the managed one. */
export const inline = (properties: Template, type = 'AWS::IAM::Policy'): Change =>
  add('RolePolicy', type, { PolicyName: 'write', PolicyDocument: documentOf(WRITE), ...properties });

/** Puts statements into the place of those of the managed policy. */
export const permissions = (...statements: readonly Template[]): Change => set('RolePolicy', { PolicyDocument: documentOf(...statements) });

/** A log group, a role and its policy in another stack, from which a trail imports them. */
export function logsElsewhere(): Template[] {
  const template = hardened();
  const { Group, Role, RolePolicy, ...rest } = template.Resources;
  const value = (id: string) => ({ Value: { 'Fn::GetAtt': [id, 'Arn'] }, Export: { Name: id } });
  const text = JSON.stringify(rest).replace(/\{"Fn::GetAtt":\["(Group|Role)","Arn"\]\}/g, '{"Fn::ImportValue":"$1"}');
  delete Group.Properties.KmsKeyId;
  return [{ Resources: JSON.parse(text) }, { Resources: { Group, Role, RolePolicy }, Outputs: { Group: value('Group'), Role: value('Role') } }];
}

/** Adds a second trail, with a log group and a role of its own. */
export const secondTrail =
  (group: Template, policy: Template): Change =>
  ({ Resources }) => {
    const { Trail, Role } = Resources;
    Resources.OtherGroup = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'other', ...group } };
    Resources.OtherRole = JSON.parse(JSON.stringify(Role));
    Resources.OtherPolicy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [{ Ref: 'OtherRole' }], PolicyDocument: documentOf(policy) } };
    Resources.OtherTrail = {
      ...Trail,
      Properties: {
        ...Trail.Properties,
        TrailName: 'other',
        CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['OtherGroup', 'Arn'] },
        CloudWatchLogsRoleArn: { 'Fn::GetAtt': ['OtherRole', 'Arn'] },
      },
    };
  };

/** A trail that delivers to a log group with a role, neither of which a template defines. */
export const noLogsHere: Change = ({ Resources }) => {
  for (const id of ['Group', 'Role', 'RolePolicy']) delete Resources[id];
  Object.assign(Resources.Trail.Properties, {
    CloudWatchLogsLogGroupArn: `${GROUP}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/delivery`,
  });
};
