/** A time as CloudTrail writes it, whatever the record had; fractions of a second stay. */
export function timeText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
