import type { ControlRule } from '../control-rule';
import { keyAllowsCloudTrail } from './key-allows-cloudtrail';
import { keyGrantsLimited } from './key-grants-limited';
import { keyKept } from './key-kept';
import { keyPolicyNotPublic } from './key-policy-not-public';
import { keyRotation } from './key-rotation';

/** In the order of their ids. */
export const KEY_RULES: readonly ControlRule[] = [keyRotation, keyPolicyNotPublic, keyAllowsCloudTrail, keyKept, keyGrantsLimited];
