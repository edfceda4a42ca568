import type { ControlRule } from '../control-rule';
import { keyAllowsCloudTrail } from './allows-cloudtrail';
import { keyGrantsLimited } from './grants-limited';
import { keyKept } from './kept';
import { keyPolicyNotPublic } from './not-public';
import { keyRotation } from './rotation';

/** In the order of their ids. */
export const KEY_RULES: readonly ControlRule[] = [keyRotation, keyPolicyNotPublic, keyAllowsCloudTrail, keyKept, keyGrantsLimited];
