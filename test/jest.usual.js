import everything from '../jest.config.js';

/** `npm test`: all but what packs, installs, publishes, takes long or is of others; `npm run test:all` does that, too. */
export default {
  ...everything,
  rootDir: '..',
  testPathIgnorePatterns: [
    ...everything.testPathIgnorePatterns,
    '/test/suites/(packed|release|conformance|interop|faults|leaks|properties/many)/',
  ],
};
