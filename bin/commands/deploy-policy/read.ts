import type { Assembly } from '../../../lib/template/assembly';
import { readAssemblies } from '../../../lib/template/read-assembly';
import { UnreadableAssemblyError } from '../../../lib/template/unreadable-assembly-error';
import type { DeployPolicyOptions } from '../deploy-policy';
import { CannotRun, printable } from '../shared/terminal';

const PARTITION = /^aws(-[a-z]+)*$/;

/** Templates of which each has an account and a Region: without them a policy would have stars where ARNs can be known. */
export function readPlaced(paths: readonly string[], { account, region, partition }: DeployPolicyOptions): Assembly {
  if (account !== undefined && !/^\d{12}$/.test(account)) throw new CannotRun(`--account ${account} is no account; write its 12 digits`);
  if (partition !== undefined && !PARTITION.test(partition)) throw new CannotRun(`--partition ${partition} is none; write aws, aws-cn or aws-us-gov`);
  const assembly = read(paths, { ...(account !== undefined && { account }), ...(region !== undefined && { region }) });
  const [homeless] = assembly.stacks.filter((stack) => stack.account === undefined || stack.region === undefined);
  if (homeless) {
    const missing = [homeless.account === undefined ? '--account' : '', homeless.region === undefined ? '--region' : ''].filter(Boolean);
    throw new CannotRun(`the stack ${printable(homeless.id)} does not say where it is deployed; add ${missing.join(' and ')}`);
  }
  if (assembly.stacks.length === 0) throw new CannotRun(`nothing to allow: ${paths.join(', ')} has no template`);
  if (assembly.skipped.length > 0) throw new CannotRun(`not everything was read: ${assembly.skipped.map(printable).join('; ')}`);
  return partition === undefined ? assembly : { ...assembly, stacks: assembly.stacks.map((stack) => ({ ...stack, partition })) };
}

function read(paths: readonly string[], place: { readonly account?: string; readonly region?: string }): Assembly {
  try {
    return readAssemblies(paths, place);
  } catch (error) {
    throw error instanceof UnreadableAssemblyError ? new CannotRun(error.message) : error;
  }
}
