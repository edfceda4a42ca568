const { relative } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Runs test files in the order of the command line, the quick ones first: jest would begin with the longest. */
class GivenOrder extends Sequencer {
  sort(tests) {
    const place = ({ path, context }) => process.argv.indexOf(relative(context.config.rootDir, path));
    return [...tests].sort((one, other) => place(one) - place(other));
  }
}

module.exports = GivenOrder;
