import { isDeepStrictEqual } from 'node:util';

/** What the test prints, and its numbers. */
export class Report {
  private passed = 0;
  private failed = 0;

  /** A part of the test, with the time that it took. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    console.log(`\n── ${title}`);
    const start = performance.now();
    const result = await work();
    console.log(`   ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
  }

  equal(what: string, actual: unknown, expected: unknown): void {
    if (isDeepStrictEqual(actual, expected)) this.pass(what);
    else this.fail(what, `  expected ${inOneLine(expected)}\n  got      ${inOneLine(actual)}`);
  }

  pass(what: string): void {
    this.passed++;
    console.log(`   ok      ${what}`);
  }

  fail(what: string, why: string): void {
    this.failed++;
    console.error(`   FAILED  ${what}\n${why.replace(/^/gm, '           ')}`);
  }

  /** Prints the numbers and gives the exit code. */
  close(): number {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

function inOneLine(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 2000 ? `${text.slice(0, 2000)}… (${text.length} characters)` : text;
}
