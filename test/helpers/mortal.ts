import type { ObjectStore } from '../../handlers/shared/store';

/** A process that may end at any request; then nothing of it has any effect any more, and nothing of it comes back. */
export class Mortal {
  isAlive = true;

  /**
   * @param fault whether something goes wrong now
   * @param isDeadly whether that ends the process, and is no error
   */
  constructor(
    private readonly fault: () => boolean,
    private readonly isDeadly: () => boolean,
    private readonly onEnd: () => void,
  ) {}

  /** A store whose requests fail before they take effect, or after. */
  store(store: ObjectStore): ObjectStore {
    const around = async <T>(request: () => Promise<T>): Promise<T> => {
      await this.perhapsFail();
      const result = await request();
      await this.perhapsFail();
      return result;
    };
    return {
      get: (key) => around(() => store.get(key)),
      create: (key, body) => around(() => store.create(key, body)),
      replace: (key, body, etag) => around(() => store.replace(key, body, etag)),
    };
  }

  async perhapsFail(): Promise<void> {
    if (!this.isAlive) return this.end();
    if (!this.fault()) return;
    if (this.isDeadly()) return this.end();
    throw new Error('injected fault');
  }

  /** Never comes back. */
  end(): Promise<never> {
    if (this.isAlive) this.onEnd();
    this.isAlive = false;
    return new Promise(() => {});
  }
}
