/** Something that was to be read and is no assembly or template. */
export class UnreadableAssemblyError extends Error {
  override readonly name = 'UnreadableAssemblyError';
}
