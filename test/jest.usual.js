import everything from '../jest.config.js';

/** `npm test`: all but what packs, installs, publishes or takes long; `npm run test:all` does that, too. */
export default {
  ...everything,
  rootDir: '..',
  testPathIgnorePatterns: [
    ...everything.testPathIgnorePatterns,
    '/test/suites/(packed|release|faults|leaks|interop|properties/many)/',
  ],
};
