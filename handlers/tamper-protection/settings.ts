import { ENVIRONMENT, type RepairOrder } from '../../lib/monitoring/tamper-protection.contract';
import { variablesOf } from '../shared/variables';
import type { Declared } from './core';
import type { Place } from './ports';

/** What the environment of the function says. */
export interface Settings {
  readonly declared: Declared;
  readonly place: Place;
  readonly topicArns: readonly string[];
}

/** Reads the environment. Throws where a variable is missing. */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const required = variablesOf(env, 'TamperProtection');
  const optional = (name: string) => required(name, { mayBeEmpty: true });
  const [trailArn, repair] = [optional(ENVIRONMENT.trailArn), optional(ENVIRONMENT.repair)];
  return {
    declared: {
      roleArn: required(ENVIRONMENT.roleArn),
      deployRoles: optional(ENVIRONMENT.deployRoles).split(' ').filter(Boolean),
      trailArn,
      ...(repair && { repair: JSON.parse(repair) as RepairOrder }),
    },
    place: { trailArn, stack: optional(ENVIRONMENT.stack), logGroup: required(ENVIRONMENT.logGroup) },
    topicArns: required(ENVIRONMENT.topicArns).split(' '),
  };
}
