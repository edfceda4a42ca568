import { ENVIRONMENT, type RepairOrder } from '../../lib/monitoring/tamper-protection.contract';
import type { Declared } from './core';

/** A variable of the environment. */
export function read(env: NodeJS.ProcessEnv, name: string, { mayBeEmpty = false } = {}): string {
  const value = env[name];
  if (value === undefined || (value === '' && !mayBeEmpty)) {
    throw new Error(`environment variable '${name}' is missing; the construct TamperProtection sets it`);
  }
  return value;
}

/** What the construct says of the trail, and of who may change it. */
export function declaredIn(env: NodeJS.ProcessEnv): Declared {
  const optional = (name: string) => read(env, name, { mayBeEmpty: true });
  const repair = optional(ENVIRONMENT.repair);
  return {
    roleArn: read(env, ENVIRONMENT.roleArn),
    deployRoles: optional(ENVIRONMENT.deployRoles).split(' ').filter(Boolean),
    trailArn: optional(ENVIRONMENT.trailArn),
    ...(repair && { repair: JSON.parse(repair) as RepairOrder }),
  };
}
