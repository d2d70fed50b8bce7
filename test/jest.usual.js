import { availableParallelism } from 'node:os';
import everything from '../jest.config.js';

/** `npm test`: all but what packs, installs, publishes or takes long, and the programs of others; `npm run test:all` does that, too. */
export default {
  ...everything,
  rootDir: '..',
  // Programs that these tests start and wait for leave a processor idle.
  // A number: Jest reads percentages above 100 as numbers of workers.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testPathIgnorePatterns: [
    ...everything.testPathIgnorePatterns,
    '/test/suites/(apps|packed|release|callers|faults|leaks|properties/many|conformance|interop)/',
    '/plugins/diagnose/src/execution/many/',
    // That HTTP serves, and that clients are asked, is held by `http.test.ts` and `asking.test.ts`.
    '/test/suites/e2e/(http-.*|tasks-http|completion|cancelled|traces|asking-state)\\.test\\.ts$',
    // Plugins that err, each in a host of its own: the tests of `core/src/plugin` and of `core/src/host` hold the same without one, and
    // `plugins.test.ts` and `hostile.test.ts` start the host with some of them.
    '/test/suites/e2e/(broken-plugins|odd-plugins|masked-failures)\\.test\\.ts$',
    // Each request against the oldest versions: those of 1.3 and of 2.0 show most of what can be wrong with one.
    '/test/suites/contract/requests-(0\\.24|1\\.[01])\\.test\\.ts$',
  ],
};
