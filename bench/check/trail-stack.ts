import { withAlarms } from '../../test/rules/controls/alarms-template';
import { ACCOUNT, hardened, type Template } from '../../test/rules/controls/hardened';

/** What a stack with a trail is like. */
export interface TrailKind {
  /** Whether parameters and conditions decide about some of it. */
  readonly conditions: boolean;
  /** Whether bucket and key are in the stack before, which exports them. */
  readonly imports: boolean;
}

/** The templates of a trail with all its guards, and of what it imports from another stack. */
export function trailStack(
  name: string,
  account: string,
  { conditions, imports }: TrailKind,
): { readonly trail: Template; readonly imported: Template } {
  const text = JSON.stringify(withAlarms(hardened())).replaceAll(ACCOUNT, account).replaceAll('audit', name.toLowerCase());
  const trail: Template = JSON.parse(text);
  if (conditions) addConditions(trail);
  return { trail, imported: imports ? takeOut(trail, name) : { Resources: {} } };
}

function addConditions(template: Template): void {
  template.Parameters = { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] } };
  template.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } };
  const { Logs, Trail, Group } = template.Resources;
  const either = (prod: unknown, dev: unknown) => ({ 'Fn::If': ['IsProd', prod, dev] });
  Logs.Properties.LifecycleConfiguration.Rules[0].ExpirationInDays = either(2557, 400);
  Group.Properties.RetentionInDays = either(731, 365);
  Trail.Properties.InsightSelectors = either(Trail.Properties.InsightSelectors, { Ref: 'AWS::NoValue' });
}

/** Moves the bucket and the key into a template that exports them. */
function takeOut(template: Template, name: string): Template {
  const ids = ['Logs', 'LogsPolicy', 'Key'];
  const imported: Template = {
    ...(template.Parameters && { Parameters: template.Parameters, Conditions: template.Conditions }),
    Resources: Object.fromEntries(ids.map((id) => [id, template.Resources[id]])),
    Outputs: {
      LogsName: { Value: { Ref: 'Logs' }, Export: { Name: `${name}-Logs` } },
      KeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: `${name}-Key` } },
    },
  };
  for (const id of ids) delete template.Resources[id];
  template.Resources.Trail.DependsOn = ['RolePolicy', 'TopicPolicy'];
  const rest = JSON.stringify(template.Resources)
    .replaceAll('{"Ref":"Logs"}', `{"Fn::ImportValue":"${name}-Logs"}`)
    .replaceAll('{"Fn::GetAtt":["Key","Arn"]}', `{"Fn::ImportValue":"${name}-Key"}`);
  template.Resources = JSON.parse(rest);
  return imported;
}
