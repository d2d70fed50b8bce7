/** ESM TypeScript through swc; `@kestra-mcp/core` means its sources, so unit tests need no build. */
export default {
  testEnvironment: 'node',
  // A busy machine is no fault of the code; what must not take long has a limit of its own.
  testTimeout: 120_000,
  maxWorkers: '100%',
  // Modules of a test file are never given back: a worker with gigabytes of them is slow, and slow to end.
  workerIdleMemoryLimit: '400MB',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  globalSetup: '<rootDir>/test/support/surroundings/set-up.js',
  globalTeardown: '<rootDir>/test/support/surroundings/tear-down.js',
  extensionsToTreatAsEsm: ['.ts'],
  roots: [
    '<rootDir>/core/apps',
    '<rootDir>/core/src',
    '<rootDir>/core/templates',
    '<rootDir>/plugins',
    '<rootDir>/examples',
    '<rootDir>/test',
  ],
  // Packages of their own, for Node 22.
  modulePathIgnorePatterns: ['<rootDir>/examples/agents/', '<rootDir>/test/conformance/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  moduleNameMapper: {
    '^@kestra-mcp/core$': '<rootDir>/core/src/index.ts',
    '^@kestra-mcp/core/host$': '<rootDir>/core/src/embed.ts',
    '^@kestra-mcp/testing$': '<rootDir>/test/published/kit/index.ts',
    '^@kestra-mcp/testing/jest$': '<rootDir>/test/published/kit/jest.ts',
    '^@kestra-mcp/testing/sandbox$': '<rootDir>/test/published/sandbox/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
