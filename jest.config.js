// The rule engine of aws-cdk-lib costs seconds per process: the suite of the examples switches it on again.
process.env.CDK_VALIDATION = 'false';

module.exports = {
  testEnvironment: 'node',
  // One core is left free by default: of two cores that is half of the time.
  maxWorkers: '100%',
  // No test is about time: on a busy machine all take longer.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/global-setup.js',
  globalTeardown: '<rootDir>/test/global-teardown.js',
  moduleNameMapper: { '^cdk-cloudtrail$': '<rootDir>/lib/index.ts', '^cdk-cloudtrail/handler$': '<rootDir>/handlers/shared/runtime.ts' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true },
          target: 'es2022',
        },
      },
    ],
  },
  reporters: ['default', '<rootDir>/tools/no-skips-reporter.cjs'],
  // With --coverage only: `npm run check` asks for it.
  coverageThreshold: { global: { lines: 100 } },
  collectCoverageFrom: ['lib/{findings,log-format,selection,integrity,detection,policy,template,rules,report}/**/*.ts', 'handlers/*/core.ts'],
};
