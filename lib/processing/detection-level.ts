/** How bad it is when a rule matches: what Sigma calls its level. */
export enum DetectionLevel {
  /** Nothing to act on. */
  INFORMATIONAL = 'informational',

  /** Worth a look when there is time. */
  LOW = 'low',

  /** Worth a look today. */
  MEDIUM = 'medium',

  /** Somebody should look soon. */
  HIGH = 'high',

  /** Somebody should look now. */
  CRITICAL = 'critical',
}
