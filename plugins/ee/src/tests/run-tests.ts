import type { KestraClient, TestCaseResult, TestSuiteRun } from '@kestra-mcp/core';

/** A run with its results by test case, and its page in Kestra's UI. */
export interface SuiteResult extends TestSuiteRun {
  results: TestCaseResult[];
  url: string;
}

/** Runs all test cases of a suite; what they were given is in its YAML and left out of their results. */
export async function runTests({ tests }: KestraClient, namespace: string, id: string): Promise<SuiteResult> {
  const run = await tests.run(namespace, id);
  const results = (run.results ?? []).map(({ fixtures: _, ...result }) => result);
  return { ...run, results, url: await tests.link(namespace, id) };
}
