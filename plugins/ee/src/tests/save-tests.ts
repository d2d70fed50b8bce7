import { alreadyExists, type KestraClient, type TestSuite } from '@kestra-mcp/core';
import { oneYaml } from '../one-yaml.js';
import { idsOf } from '../yaml-ids.js';

/** Creates a test suite, or updates the one with this namespace and id. Any other error goes to the caller. */
export async function saveTests({ tests }: KestraClient, given: string): Promise<TestSuite> {
  const yaml = oneYaml(given);
  try {
    return withSource(await tests.create(yaml));
  } catch (error) {
    if (!alreadyExists(error)) throw error;
    const { namespace, id } = idsOf(yaml);
    return withSource(await tests.update(namespace, id, yaml));
  }
}

/** Omits the parsed test cases, because they repeat the YAML. */
function withSource({ testCases, ...suite }: TestSuite): TestSuite {
  return suite.source === undefined ? { ...suite, testCases } : suite;
}
