// A skipped test proves nothing: the run fails and names each one.
class NoSkipsReporter {
  constructor({ testNamePattern }) {
    // Whoever asks for some tests by name does not skip the others.
    this.byName = Boolean(testNamePattern);
  }

  onRunComplete(_, results) {
    this.skipped = this.byName
      ? []
      : results.testResults.flatMap(({ testFilePath, testResults }) =>
          testResults
            .filter(({ status }) => ['pending', 'todo', 'disabled', 'skipped'].includes(status))
            .map(({ fullName }) => `${testFilePath}: ${fullName}`),
        );
    for (const name of this.skipped) console.error(`SKIPPED, WHICH COUNTS AS FAILED: ${name}`);
    console.log(`\n${results.numPassedTests} passed, ${results.numFailedTests + this.skipped.length + results.numRuntimeErrorTestSuites} failed`);
  }

  getLastError() {
    return this.skipped?.length ? new Error(`${this.skipped.length} tests were skipped`) : undefined;
  }
}

module.exports = NoSkipsReporter;
