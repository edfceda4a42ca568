/** Where an alarm's description sends whoever it wakes. The anchors are headings of `docs/runbook.md`. */
export function runbook(anchor: string): string {
  return `https://github.com/cdk-cloudtrail/cdk-cloudtrail/blob/main/docs/runbook.md#${anchor}`;
}
