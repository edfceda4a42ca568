/** Results of work that is done once. Work that needs its own result, as in a template that refers in circles, gets another one. */
export class Memo {
  private readonly results = new Map<string, unknown>();
  private readonly running = new Set<string>();

  public once<T>(key: string, work: () => T, inCircle: () => T): T {
    if (this.results.has(key)) return this.results.get(key) as T;
    if (this.running.has(key)) return inCircle();
    this.running.add(key);
    try {
      const result = work();
      this.results.set(key, result);
      return result;
    } finally {
      this.running.delete(key);
    }
  }
}
