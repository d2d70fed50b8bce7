/** The test kit for kestra-mcp plugins. `@kestra-mcp/testing/jest` adds matchers and cleanup for Jest. */

export { type ContractLimits, checkPlugin } from './contract.js';
export {
  type Answer,
  type Asked,
  type FakeKestra,
  fakeKestra,
  type Instance,
  type Reply,
  type Routes,
} from './fake-kestra.js';
export {
  type Completed,
  type KestraTarget,
  type TaskLook,
  type TestHost,
  type TestHostOptions,
  testHost,
} from './test-host.js';
