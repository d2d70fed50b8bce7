import type { ExecutionTrigger, TaskFixture } from '../engine/execution.js';
import { STATES } from '../engine/state.js';
import type { Violation } from '../http/envelope.js';
import { isObject, type Json, type JsonObject, objects } from '../json.js';
import { unknownMembers } from './assertions.js';
import { missing, readSource, refuseBroken } from './source.js';

/** A test suite for one flow. */
export interface Suite {
  id: string;
  namespace: string;
  flowId: string;
  description?: Json;
  disabled: boolean;
  cases: TestCase[];
  source: string;
}

/** A test case: one execution of the flow, and what it must result in. */
export interface TestCase {
  id: string;
  type: string;
  description?: Json;
  disabled: boolean;
  fixtures?: JsonObject;
  assertions: JsonObject[];
}

const UNIT_TEST = 'io.kestra.core.tests.flow.UnitTest';

/** Reads a suite from YAML. All errors together are one 422. */
export function readSuite(source: string): Suite {
  const suite = readSource(source, 'test suite');
  refuseBroken(violationsOf(suite));
  return {
    id: String(suite.id),
    namespace: String(suite.namespace),
    flowId: String(suite.flowId),
    ...(suite.description === undefined ? {} : { description: suite.description }),
    disabled: suite.disabled === true,
    cases: objects(suite.testCases).map(readCase),
    source,
  };
}

/** The JSON of a suite. */
export function suiteView({ id, description, namespace, flowId, source, cases, disabled }: Suite): object {
  return { id, description, namespace, flowId, source, testCases: cases, deleted: false, disabled };
}

/** The fixtures that replace tasks. */
export function taskFixtures({ fixtures }: TestCase): TaskFixture[] {
  return objects(fixtures?.tasks).map(({ id, state, outputs }) => ({
    id: String(id),
    state: STATES.find((each) => each === state) ?? 'SUCCESS',
    outputs: isObject(outputs) ? outputs : {},
  }));
}

/** The trigger that is supposed to have started the execution. */
export function triggerFixture({ fixtures }: TestCase): ExecutionTrigger | undefined {
  const trigger = fixtures?.trigger;
  if (!isObject(trigger)) return undefined;
  const variables = isObject(trigger.variables) ? trigger.variables : {};
  return { id: String(trigger.id), type: String(trigger.type), variables };
}

function readCase(source: JsonObject): TestCase {
  return {
    id: String(source.id),
    type: String(source.type),
    ...(source.description === undefined ? {} : { description: source.description }),
    disabled: source.disabled === true,
    ...(isObject(source.fixtures) ? { fixtures: source.fixtures } : {}),
    assertions: objects(source.assertions),
  };
}

function violationsOf(suite: JsonObject): Violation[] {
  const cases = objects(suite.testCases);
  return [
    ...missing(suite, ['id', 'namespace', 'flowId']),
    ...(cases.length === 0 ? [{ path: 'testCases', message: 'must not be empty' }] : []),
    ...cases.flatMap((each, index) => caseViolations(each, `testCases[${index}].`)),
  ];
}

function caseViolations(test: JsonObject, path: string): Violation[] {
  const assertions = objects(test.assertions);
  const type = String(test.type ?? UNIT_TEST);
  return [
    ...missing(test, ['id', 'type'], path),
    ...(type === UNIT_TEST ? [] : [{ path: `${path}type`, message: `Invalid type: ${type}` }]),
    ...(assertions.length === 0 ? [{ path: `${path}assertions`, message: 'must not be empty' }] : []),
    ...assertions.flatMap((each, index) => [
      ...missing(each, ['value'], `${path}assertions[${index}].`),
      ...unknownMembers(each).map((name) => ({
        path: `${path}assertions[${index}]`,
        message: `Unrecognized field "${name}"`,
      })),
    ]),
  ];
}
