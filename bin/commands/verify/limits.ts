/** Lets through as much at once as there is room for; the rest waits in its order. */
export class Room {
  private used = 0;
  private readonly waiting: { readonly size: number; readonly enter: () => void }[] = [];

  constructor(private readonly size: number) {}

  /** Waits for room. What is larger than all of it enters alone. */
  async enter(size = 1): Promise<void> {
    if (this.waiting.length === 0 && this.fits(size)) this.used += size;
    else await new Promise<void>((enter) => this.waiting.push({ size, enter }));
  }

  leave(size = 1): void {
    this.used -= size;
    for (let next = this.waiting[0]; next && this.fits(next.size); next = this.waiting[0]) {
      this.waiting.shift();
      this.used += next.size;
      next.enter();
    }
  }

  private fits(size: number): boolean {
    return this.used === 0 || this.used + size <= this.size;
  }
}
