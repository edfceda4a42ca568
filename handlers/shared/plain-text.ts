const SUBJECT = 100;

/** On one line, without control characters and characters that turn the direction of writing: callers choose what is in records. */
export function plainLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\uFFFD');
}

/** One line of at most 100 printable characters of ASCII, which is what SNS takes for a subject. */
export function subjectLine(text: string): string {
  const ascii = plainLine(text).replace(/[^ -~]/g, '?');
  return ascii.length > SUBJECT ? `${ascii.slice(0, SUBJECT - 3)}...` : ascii;
}
