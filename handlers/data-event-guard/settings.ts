import { type Budget, GUARD_ENVIRONMENT } from '../../lib/processing/data-event-guard.contract';
import { ENVIRONMENT } from '../../lib/processing/log-processor.contract';
import { variablesOf } from '../shared/variables';

/** What the environment of the function says, besides what every processor has. */
export interface Settings {
  readonly name: string;
  readonly derivedBucket: string;
  /** With a slash at its end. */
  readonly prefix: string;
  readonly topicArn: string;
  readonly budget: Budget;
}

/** Reads the environment. Throws where a variable is missing. */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const required = variablesOf(env, 'DataEventGuard');
  return {
    name: required(ENVIRONMENT.name),
    derivedBucket: required(ENVIRONMENT.derivedBucket),
    prefix: required(ENVIRONMENT.prefix),
    topicArn: required(GUARD_ENVIRONMENT.topicArn),
    budget: JSON.parse(required(GUARD_ENVIRONMENT.budget)) as Budget,
  };
}
