/** Characters that nobody sees, or that turn others round: controls, format characters such as RTL override, halves of characters, odd line ends. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Writes what cannot be seen as its number, as `[U+202E]`: a name in a report must not look like another one. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `[U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`);
}
