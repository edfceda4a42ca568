// biome-ignore-all lint/suspicious/noTsIgnore: it is an error only for those who cannot see the package
import { type PassPackOptions, toPassPack } from './to-pass-pack';

/** What this module adds to `expect`. */
export interface PackMatchers<R> {
  /**
   * Whether templates pass a pack: nothing fails, and nothing is unknown that is not expected to be.
   *
   * @param packs the id of a pack such as `cis-aws-5.0`, or of several
   */
  toPassPack(packs: string | readonly string[], options?: PassPackOptions): R;
}

declare global {
  /** For `@types/jest`. */
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the type parameters of all declarations have to be the same
    interface Matchers<R, T = {}> extends PackMatchers<R> {}
  }
}

/**
 * For `@jest/globals`. Who has only `@types/jest` may not be able to see the package that it is of.
 * @ts-ignore */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends PackMatchers<R> {}
}

interface Expect {
  extend(matchers: Record<string, unknown>): void;
}

/** Jest tells test files of its `expect`, with or without globals. */
function expectOfJest(): Expect {
  const { expect } = globalThis as { expect?: Expect };
  return expect ?? require('@jest/globals').expect;
}

expectOfJest().extend({ toPassPack });
