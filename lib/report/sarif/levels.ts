import type { ControlSeverity } from '../../rules/controls/control-rule';

/** What SARIF calls the weight of a failure. */
export const LEVELS: Readonly<Record<ControlSeverity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** Code scanning makes critical, high, medium and low of these numbers; nothing of zero. */
export const SCORES: Readonly<Record<ControlSeverity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', info: '0.0' };
