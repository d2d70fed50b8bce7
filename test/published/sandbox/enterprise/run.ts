import { executionScope, flowScope } from '../engine/context.js';
import { createExecution } from '../engine/create.js';
import type { Execution } from '../engine/execution.js';
import { inputData, resolveInputs, validInputs } from '../engine/inputs.js';
import { current, ended } from '../engine/state.js';
import { ApiError } from '../http/envelope.js';
import { PebbleError } from '../pebble/lexer.js';
import { uiPath } from '../routes/execution-create.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { check } from './assertions.js';
import { type CaseResult, type SuiteRun, type TestState } from './records.js';
import { type Suite, type TestCase, taskFixtures, triggerFixture } from './suite.js';

/** Runs all or some test cases of a suite, one after another. */
export async function runSuite(world: World, suite: Suite, only?: readonly string[]): Promise<SuiteRun> {
  const { ids, timeline } = world;
  const id = ids.next();
  const startDate = isoDate(timeline.next());
  const results: CaseResult[] = [];
  for (const test of suite.cases) {
    if (!only || only.includes(test.id)) results.push(await runCase(world, suite, test));
  }
  const { id: testSuiteId, namespace, flowId } = suite;
  const endDate = isoDate(timeline.next());
  return { id, testSuiteId, namespace, flowId, state: overall(results), startDate, endDate, results };
}

async function runCase(world: World, suite: Suite, test: TestCase): Promise<CaseResult> {
  const result: CaseResult = {
    testId: test.id,
    testType: test.type,
    state: 'SKIPPED',
    assertionResults: [],
    errors: [],
    ...(test.fixtures ? { fixtures: test.fixtures } : {}),
  };
  if (suite.disabled || test.disabled) return result;
  try {
    const execution = start(world, suite, test);
    Object.assign(result, { executionId: execution.id, url: uiPath(world, execution) });
    await settled(world, execution);
    const scope = executionScope(world, execution);
    // a guess: the final state of the execution does not matter.
    const assertionResults = test.assertions.flatMap((assertion) => check(assertion, scope));
    const state = assertionResults.every(({ isSuccess }) => isSuccess) ? 'SUCCESS' : 'FAILED';
    return { ...result, state, assertionResults };
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof PebbleError)) throw error;
    return { ...result, state: 'ERROR', errors: [{ message: error.message }] };
  }
}

function start(world: World, suite: Suite, test: TestCase): Execution {
  const { namespace, flowId } = suite;
  const flow = world.flows.find(namespace, flowId);
  if (!flow) throw new ApiError(404, `Flow ${namespace}.${flowId} not found`);
  const data = inputData(test.fixtures?.inputs ?? {});
  const resolved = resolveInputs(flow.definition.inputs ?? [], data, flowScope(world, flow.definition));
  const execution = createExecution(world, {
    flow,
    inputs: validInputs(resolved),
    labels: [],
    kind: 'TEST',
    trigger: triggerFixture(test),
    fixtures: taskFixtures(test),
  });
  world.engine.submit(execution);
  return execution;
}

// A paused execution would never end by itself. What Kestra does in this case is a guess.
function settled({ executions }: World, execution: Execution): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = executions.follow(execution.id, ({ state }) => {
      const paused = current(state) === 'PAUSED';
      if (!paused && !ended(state)) return;
      leave();
      if (paused) reject(new ApiError(409, 'The execution is paused'));
      else resolve();
    });
  });
}

function overall(results: readonly CaseResult[]): TestState {
  const states = results.map(({ state }) => state);
  if (states.includes('ERROR')) return 'ERROR';
  if (states.includes('FAILED')) return 'FAILED';
  return states.includes('SUCCESS') ? 'SUCCESS' : 'SKIPPED';
}
