const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

// jest ends at the first failing file without writing its own output: this one is written before.
class FirstFailureReporter {
  constructor({ rootDir }) {
    this.output = join(rootDir, 'first-failure.json');
  }

  onRunStart() {
    this.write({});
  }

  onTestResult(_, { testResults, failureMessage, testExecError }) {
    const failed = testResults.find(({ status }) => status === 'failed');
    if (this.done || !failureMessage) return;
    this.done = true;
    this.write(failed ? { text: failed.fullName } : { text: String(testExecError?.message ?? failureMessage).slice(0, 500), isBroken: true });
  }

  write(failure) {
    writeFileSync(this.output, JSON.stringify(failure));
  }
}

module.exports = FirstFailureReporter;
