import type { ControlRule } from '../control-rule';
import { blockPublicAccess } from './block-public-access';

/** In the order of their ids. */
export const BUCKET_RULES: readonly ControlRule[] = [blockPublicAccess];
