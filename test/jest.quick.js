import everything from '../jest.config.js';

/** `npm run test:quick`: what needs no build, and starts no programs. */
export default {
  ...everything,
  rootDir: '..',
  roots: ['core/src', 'plugins', 'test/published/kit', 'test/suites/house', 'test/suites/contract'].map(
    (folder) => `<rootDir>/${folder}`,
  ),
  testPathIgnorePatterns: [
    ...everything.testPathIgnorePatterns,
    '/contract/(api|list-size|peer|requests-(0\\.24|1\\.[01]))\\.test',
  ],
};
