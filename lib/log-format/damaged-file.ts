/** A log file that nobody can read, however often it is tried: it is damaged, or it is none. The message names the file and never repeats its content. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}
