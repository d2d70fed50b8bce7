import type { KestraClient, TestCaseResult, TestSuiteRun } from '@kestra-mcp/core';

/** A run of a test suite with its results by test case, and its page in the Kestra UI. */
export interface SuiteResult extends TestSuiteRun {
  results: TestCaseResult[];
  url: string;
}

/** Runs all test cases of a suite. Omits the fixtures from the results, because they are in the YAML. */
export async function runTests({ tests }: KestraClient, namespace: string, id: string): Promise<SuiteResult> {
  const run = await tests.run(namespace, id);
  const results = (run.results ?? []).map(({ fixtures: _, ...result }) => result);
  return { ...run, results, url: await tests.link(namespace, id) };
}
