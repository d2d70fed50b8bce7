import everything from '../jest.config.js';

/** `npm test`: all but what packs, installs, publishes or takes long, and the programs of others; `npm run test:all` does that, too. */
export default {
  ...everything,
  rootDir: '..',
  testPathIgnorePatterns: [
    ...everything.testPathIgnorePatterns,
    '/test/suites/(apps|packed|release|callers|faults|leaks|properties/many|conformance|interop)/',
    '/plugins/diagnose/src/execution/many/',
    // That HTTP serves, and that clients are asked, is held by `http.test.ts` and `asking.test.ts`.
    '/test/suites/e2e/(http-.*|tasks-http|completion|cancelled|traces|asking-state)\\.test\\.ts$',
  ],
};
