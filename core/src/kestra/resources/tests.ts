import { ENTERPRISE } from '../versions/enterprise.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A suite of tests of a flow. */
export interface TestSuite {
  id: string;
  namespace: string;
  flowId?: string;
  source?: string;
  testCases?: unknown;
  [key: string]: unknown;
}

/** What a run of a suite has come to; states are SUCCESS, FAILED, ERROR and SKIPPED. */
export interface TestSuiteRun {
  id: string;
  testSuiteId?: string;
  state: string;
  results?: TestCaseResult[] | null;
  [key: string]: unknown;
}

/** What a test case has come to. */
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
   * `POST tests` with YAML: the suite that was created. InvalidError when it is not valid or exists, NotFoundError on
   * an OSS Kestra.
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
   * `PUT tests/{namespace}/{id}` with YAML: the suite as it is now. NotFoundError when there is none, InvalidError
   * when the YAML is not valid.
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
   * `POST tests/{namespace}/{id}/run`: runs all test cases, which is what no body means on every version, and waits
   * for what they come to, five minutes at least. NotFoundError when there is no such suite.
   */
  run(namespace: string, id: string): Promise<TestSuiteRun> {
    return this.#http.json({
      method: 'POST',
      path: route`tests/${namespace}/${id}/run`,
      within: { namespace },
      timeoutMs: 300_000,
    });
  }

  /** The page of a suite in Kestra's UI, from `GET configs`; it need not be there. */
  link(namespace: string, id: string): Promise<string> {
    return this.instance.link(route`tests/${namespace}/${id}`);
  }

  /** `DELETE tests/{namespace}/{id}`: nothing; NotFoundError when there is none. */
  async delete(namespace: string, id: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`tests/${namespace}/${id}`,
      within: { namespace },
      effect: 'destructive',
    });
  }
}
