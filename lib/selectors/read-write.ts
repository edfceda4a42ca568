/** Whether reads, writes or both are logged. CloudTrail's `readOnly` decides which an event is. */
export enum ReadWrite {
  /** Reads and writes. */
  ALL = 'All',

  /** Only events that change nothing, such as `GetObject`. */
  READ_ONLY = 'ReadOnly',

  /** Only events that may change something, such as `PutObject`. */
  WRITE_ONLY = 'WriteOnly',
}
