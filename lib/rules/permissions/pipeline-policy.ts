import type { PolicyStatement } from '../../policy/document';
import type { TemplateStack } from '../../template/assembly';
import { isJson, section } from '../../template/json';
import type { Need } from './need';
import { statementsFor } from './statements';

/** What the CDK calls to deploy stacks without a bootstrapped environment. */
const CLOUD_FORMATION = [
  'cloudformation:CreateChangeSet',
  'cloudformation:DeleteChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeEvents',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStacks',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:GetTemplate',
];
/** The roles of a bootstrapped environment that the CDK takes on: to deploy, to publish files, and to look up what is there. */
const ROLES = ['deploy', 'file-publishing', 'lookup'];

/** What the role of a pipeline needs: to take on the roles of the CDK, and no right of its own on any resource. */
export function pipelineStatements(stacks: readonly TemplateStack[]): PolicyStatement[] {
  return statementsFor(stacks.filter(({ parent }) => parent === undefined).flatMap(needsOfStack));
}

function needsOfStack(stack: TemplateStack): Need[] {
  const { partition, account, region, name } = stack;
  const qualifier = qualifierOf(stack);
  if (qualifier === undefined)
    return [{ actions: CLOUD_FORMATION, resources: [`arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`] }];
  const roles = ROLES.map((role) => `arn:${partition}:iam::${account}:role/cdk-${qualifier}-${role}-role-${account}-${region}`);
  return [{ actions: ['sts:AssumeRole'], resources: roles }];
}

/** The values that CloudFormation reads from parameters of Systems Manager, such as the version of the bootstrapped environment. */
export function parameterNeeds(stack: TemplateStack): Need[] {
  const { partition, account, region } = stack;
  const resources = Object.values(section(stack.template, 'Parameters')).flatMap((parameter) => {
    if (!isJson(parameter) || !String(parameter.Type).startsWith('AWS::SSM::Parameter::')) return [];
    const name = typeof parameter.Default === 'string' ? parameter.Default : '*';
    return [`arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`];
  });
  return [{ actions: ['ssm:GetParameters'], resources }];
}

/** The qualifier of the bootstrapped environment; `undefined` where the stack needs none. */
function qualifierOf({ template }: TemplateStack): string | undefined {
  const parameter = section(template, 'Parameters').BootstrapVersion;
  return isJson(parameter) ? /^\/cdk-bootstrap\/([^/]+)\/version$/.exec(String(parameter.Default))?.[1] : undefined;
}
