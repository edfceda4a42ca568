let last = { time: Number.NaN, text: '' };

/** A time as CloudTrail writes it, whatever the record had; fractions of a second stay. */
export function timeText(time: number): string {
  // Events come by their time: many in a row have the same.
  if (time !== last.time) last = { time, text: new Date(time).toISOString().replace('.000Z', 'Z') };
  return last.text;
}
