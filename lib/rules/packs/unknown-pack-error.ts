/** Somebody asked for a pack that there is not. */
export class UnknownPackError extends Error {
  override readonly name = 'UnknownPackError';

  constructor(value: string, known: readonly string[]) {
    super(`there is no pack ${JSON.stringify(value)}, the packs are ${known.join(', ')}`);
  }
}
