import { ApiError, notFound } from '../http/envelope.js';
import { empty, json, type Reply } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { JSON_BODY, tenant, YAML } from '../routes/lookup.js';
import type { World } from '../world.js';
import { objectOf, texts } from './body.js';
import { runSuite } from './run.js';
import { pageOf } from './search.js';
import { idTaken, illegalUpdate } from './source.js';
import { readSuite, type Suite, suiteView } from './suite.js';

/** Unit tests of flows, and their results. */
export function suiteRoutes(world: World): Route[] {
  const { suites, runs } = world.enterprise;
  const body = { consumes: YAML, requires: 'testSuite' };
  return [
    tenant(['POST', '/tests'], 'createTestSuite', (call) => create(world, call), body),
    tenant(['POST', '/tests/validate'], 'validateTestSuite', (call) => json(validate(call)), body),
    // The parameters of both searches are flat in every version.
    tenant(['GET', '/tests/search'], 'searchTestSuites', (call) => {
      const children = call.request.flag('includeChildNamespaces', false);
      const found = suites.all().filter((suite) => fits(suite, call, children));
      return json(pageOf(found, call, suiteView));
    }),
    tenant(['GET', '/tests/results/search'], 'searchTestSuitesResults', (call) => {
      const wanted = call.request.query.get('testSuiteId');
      const found = runs
        .all()
        .filter((run) => fits(run, call) && (wanted === null || run.testSuiteId === wanted));
      return json(pageOf(found, call, (run) => run));
    }),
    tenant(['GET', '/tests/results/{id}'], 'getTestResult', (call) => {
      const run = runs.find(call.param('id'));
      if (!run) throw notFound();
      return json(run);
    }),
    tenant(['GET', '/tests/{namespace}/{id}'], 'getTestSuite', (call) =>
      json(suiteView(suiteOf(world, call))),
    ),
    tenant(['PUT', '/tests/{namespace}/{id}'], 'updateTestSuite', (call) => update(world, call), body),
    tenant(['DELETE', '/tests/{namespace}/{id}'], 'deleteTestSuite', (call) => {
      suites.delete(keyOf(suiteOf(world, call)));
      return empty(200);
    }),
    tenant(['POST', '/tests/{namespace}/{id}/run'], 'runTestSuite', (call) => run(world, call), {
      consumes: JSON_BODY,
    }),
  ];
}

const keyOf = ({ namespace, id }: Pick<Suite, 'namespace' | 'id'>) => `${namespace}/${id}`;

function suiteOf({ enterprise }: World, call: Call): Suite {
  const suite = enterprise.suites.find(`${call.param('namespace')}/${call.param('id')}`);
  if (!suite) throw notFound();
  return suite;
}

// a guess: whether the flow exists matters only when the test runs.
function create({ enterprise: { suites } }: World, { request }: Call): Reply {
  const suite = readSuite(request.text());
  if (suites.find(keyOf(suite))) throw idTaken('Test suite', 'testSuite.id');
  return json(suiteView(suites.put(keyOf(suite), suite)));
}

function update(world: World, call: Call): Reply {
  const present = suiteOf(world, call);
  const suite = readSuite(call.request.text());
  if (suite.id !== present.id) throw illegalUpdate('test suite id', 'testSuite.id');
  if (suite.namespace !== present.namespace) throw illegalUpdate('namespace', 'testSuite.namespace');
  return json(suiteView(world.enterprise.suites.put(keyOf(suite), suite)));
}

function validate({ request }: Call): object {
  const verdict = { index: 0, outdated: false, deprecationPaths: [], warnings: [], infos: [] };
  try {
    readSuite(request.text());
    return verdict;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...verdict, constraints: error.message.replace('Invalid entity: ', '') };
  }
}

async function run(world: World, call: Call): Promise<Reply> {
  const suite = suiteOf(world, call);
  const { testCases } = call.request.body.length > 0 ? objectOf(call) : {};
  const done = await runSuite(
    world,
    suite,
    testCases === undefined || testCases === null ? undefined : texts(testCases),
  );
  return json(world.enterprise.runs.put(done.id, done));
}

function fits(
  row: Pick<Suite, 'namespace' | 'flowId'>,
  { request: { query } }: Call,
  children = false,
): boolean {
  const namespace = query.get('namespace') ?? row.namespace;
  const inside = children && row.namespace.startsWith(`${namespace}.`);
  return (row.namespace === namespace || inside) && (query.get('flowId') ?? row.flowId) === row.flowId;
}
