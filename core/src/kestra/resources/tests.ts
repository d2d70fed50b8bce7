import { ENTERPRISE } from '../versions/enterprise.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A test suite of a flow. */
export interface TestSuite {
  id: string;
  namespace: string;
  flowId?: string;
  source?: string;
  testCases?: unknown;
  [key: string]: unknown;
}

/** The result of running a test suite. States are SUCCESS, FAILED, ERROR and SKIPPED. */
export interface TestSuiteRun {
  id: string;
  testSuiteId?: string;
  state: string;
  results?: TestCaseResult[] | null;
  [key: string]: unknown;
}

/** The result of a test case. */
export interface TestCaseResult {
  testId: string;
  state: string;
  assertionResults?: unknown[];
  errors?: unknown[];
  fixtures?: unknown;
  [key: string]: unknown;
}

/** Unit tests of flows (Enterprise Edition): `/api/v1/{tenant}/tests`. */
export class TestsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Create a test suite from YAML: `POST tests`. Returns it. Throws InvalidError if it is not valid or already exists,
   * NotFoundError on an OSS Kestra.
   */
  create(yaml: string): Promise<TestSuite> {
    return this.#http.json({
      method: 'POST',
      path: route`tests`,
      within: 'yaml',
      yaml,
      hints: ENTERPRISE,
    });
  }

  /**
   * Replace a test suite with this YAML: `PUT tests/{namespace}/{id}`. Returns it. Throws NotFoundError if it does
   * not exist, InvalidError if the YAML is not valid.
   */
  update(namespace: string, id: string, yaml: string): Promise<TestSuite> {
    return this.#http.json({
      method: 'PUT',
      path: route`tests/${namespace}/${id}`,
      within: { namespace },
      yaml,
    });
  }

  /**
   * Run all test cases of a suite and wait for the results: `POST tests/{namespace}/{id}/run`. The time limit is at
   * least five minutes. Throws NotFoundError if the suite does not exist.
   */
  run(namespace: string, id: string): Promise<TestSuiteRun> {
    return this.#http.json({
      method: 'POST',
      path: route`tests/${namespace}/${id}/run`,
      within: { namespace },
      timeoutMs: 300_000,
    });
  }

  /** Get the address of a suite in Kestra's UI, from `GET configs`. Does not check that the suite exists. */
  link(namespace: string, id: string): Promise<string> {
    return this.instance.link(route`tests/${namespace}/${id}`);
  }

  /** Delete a test suite: `DELETE tests/{namespace}/{id}`. Throws NotFoundError if it does not exist. */
  async delete(namespace: string, id: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`tests/${namespace}/${id}`,
      within: { namespace },
      effect: 'destructive',
    });
  }
}
