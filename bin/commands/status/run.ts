import type { Assembly, TemplateStack } from '../../../lib/template/assembly';
import { type DeployedStack, deployedSurvey } from '../../../lib/template/deployed';
import { namePropertyOf } from '../../../lib/template/naming';
import { UNKNOWN_ACCOUNT } from '../../../lib/template/symbols';
import { isPlaceholder } from '../shared/open-values';
import { inParallel } from '../shared/parallel';
import type { Aws } from './aws';
import { callerAccount } from './caller';
import { type Answer, type Check, compared, missing, unknown } from './check';
import { type DeclaredResource, declaredResources } from './declared';
import { LOOKERS } from './look';
import type { Request } from './request';
import { type LiveStack, liveStacks } from './stacks';

/** What is declared, and where it is. */
export interface Deployment {
  readonly assembly: Assembly;
  /** What CloudFormation says of each stack, by its id. */
  readonly stacks: ReadonlyMap<string, Answer<LiveStack>>;
  readonly resources: readonly DeclaredResource[];
}

const AT_ONCE = 8;

/** Finds out what became of the templates. */
export async function findDeployment(assembly: Assembly, request: Request, aws: Aws): Promise<Deployment> {
  const [first] = assembly.stacks as [TemplateStack];
  const caller = await callerAccount(first.region ?? request.region, aws);
  const { of, others } = byAccount(assembly, caller);
  const asked = await liveStacks({ ...assembly, stacks: of }, request, aws);
  const stacks = new Map([...asked, ...others]);
  const deployed = new Map(assembly.stacks.map((stack) => [stack.id, decided(stack, stacks.get(stack.id), request, caller)]));
  const isWanted = ({ id, name }: TemplateStack) => request.stacks.length === 0 || request.stacks.some((one) => one === id || one === name);
  const resources = declaredResources(deployedSurvey(assembly, deployed)).filter(({ stack }) => isWanted(stack));
  return { assembly, stacks, resources };
}

/** Looks at each resource; what one of them cannot tell keeps no other from being looked at. */
export async function lookAtAll({ stacks, resources }: Deployment, aws: Aws): Promise<Check[]> {
  const checks: (readonly Check[])[] = [];
  await inParallel([...resources.entries()], AT_ONCE, async ([index, resource]) => {
    checks[index] = await lookAt(resource, stacks.get(resource.stack.id), aws);
  });
  return checks.flat();
}

async function lookAt(resource: DeclaredResource, stack: Answer<LiveStack> | undefined, aws: Aws): Promise<readonly Check[]> {
  const { type, name, properties, logicalId } = resource;
  if (stack?.is === 'absent') return [notDeployed(resource)];
  if (stack?.is === 'unknown' && (isPlaceholder(name) || OF_OTHERS.test(stack.because))) return [unknown(resource, type, stack.because)];
  if (stack?.is === 'there' && !stack.value.physicalIds.has(logicalId))
    return [{ ...missing(resource), because: 'the deployed stack does not have it' }];
  const property = namePropertyOf(type);
  const declared = property && properties[property];
  const named =
    property === undefined || declared === undefined
      ? []
      : [
          compared(resource, {
            property,
            declared,
            live: name,
            because: 'the deployed one has another name',
            fix: `deploy the stack ${resource.stack.name}`,
          }),
        ];
  return [...named, ...((await LOOKERS[type]?.(resource, aws)) ?? [])];
}

function notDeployed(resource: DeclaredResource): Check {
  const { name, id } = resource.stack;
  const fix = `deploy it, or say by which name and where it was deployed: --stack-name ${id}=… --region …`;
  return { ...missing(resource), because: `the stack ${name} is not deployed in ${resource.region}`, fix };
}

const OF_OTHERS = /^it is of account /;

/** Credentials are of one account: with those of another one, a stack that is there would seem to be missing. */
function byAccount({ stacks }: Assembly, caller: string | undefined) {
  const isOther = ({ account }: TemplateStack) => caller !== undefined && account !== undefined && account !== caller;
  const others = stacks.filter(isOther).map(({ id, account }): [string, Answer<LiveStack>] => {
    return [
      id,
      {
        is: 'unknown',
        because: `it is of account ${account}, and the credentials are of ${caller}; run this with credentials of both, one after the other`,
      },
    ];
  });
  return { of: stacks.filter((stack) => !isOther(stack)), others };
}

/** What is known of the deployment of a stack, and of the names that the user gives. */
function decided(stack: TemplateStack, answer: Answer<LiveStack> | undefined, { names, region }: Request, caller: string | undefined): DeployedStack {
  const given = [...stack.paths, ...Object.keys(stack.template.Resources ?? {}).map((id): [string, string] => [id, id])].flatMap(
    ([logicalId, path]) => {
      const name = names.get(path) ?? names.get(logicalId);
      return name === undefined ? [] : [[logicalId, name] as const];
    },
  );
  if (answer?.is === 'there') return { ...answer.value, physicalIds: new Map([...answer.value.physicalIds, ...given]) };
  const place = { account: stack.account ?? caller ?? UNKNOWN_ACCOUNT, region: stack.region ?? region };
  return { ...place, parameters: {}, physicalIds: new Map(given) };
}
