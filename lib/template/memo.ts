/** Results of work that is done once. Work that needs its own result, as in a template that refers in circles, gets another one. */
export class Memo {
  private readonly results = new Map<string, unknown>();
  private readonly running = new Set<string>();
  private bound = 0;

  /**
   * @param shared results that hold wherever they are asked for
   * @param decisions how many decisions were asked for: a result that came about without any is shared
   */
  constructor(
    private readonly shared: Map<string, unknown>,
    private readonly decisions: () => number,
  ) {}

  public once<T>(key: string, work: () => T, inCircle: () => T): T {
    if (this.shared.has(key)) return this.shared.get(key) as T;
    if (this.results.has(key)) {
      this.bound++;
      return this.results.get(key) as T;
    }
    if (this.running.has(key)) {
      // What comes about in a circle hangs on where it was entered.
      this.bound++;
      return inCircle();
    }
    this.running.add(key);
    const before = this.decisions() + this.bound;
    try {
      const result = work();
      const isShared = this.decisions() + this.bound === before;
      (isShared ? this.shared : this.results).set(key, result);
      return result;
    } finally {
      this.running.delete(key);
    }
  }
}
