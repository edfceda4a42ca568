import type { ControlRule } from '../control-rule';
import { topicEncrypted } from './topic-encrypted';
import { topicNotPublic } from './topic-not-public';
import { topicTlsOnly } from './topic-tls-only';

/** In the order of their ids. */
export const TOPIC_RULES: readonly ControlRule[] = [topicEncrypted, topicTlsOnly, topicNotPublic];
