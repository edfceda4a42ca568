const { rmSync } = require('node:fs');
const { dirname } = require('node:path');

/** Removes what `global-setup.js` made. */
module.exports = () => rmSync(dirname(process.env.CLI_TEST_BUNDLE), { recursive: true, force: true });
