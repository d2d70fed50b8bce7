import { labFlow } from '../../published/sandbox/testing/probe.js';

const CORE = 'io.kestra.plugin.core';

/** An execution to be diagnosed: how it comes about, and what its cause has to name. */
export interface Failure {
  /** The flows; the first one is run. */
  flows: (major: number) => string[];
  form?: Record<string, string>;
  /** How it is started, such as `?scheduleDate=…`. */
  query?: string;
  /** The state in which it is looked at. */
  state: string;
  /** What the cause must say, beside the state. */
  names: readonly string[];
  /** Tools that have to be among what is done next. */
  next?: readonly string[];
  /** What happens once it runs. */
  then?: 'kill' | 'kill above' | 'pause' | 'second' | 'restart';
  /** What else the answer says. */
  says?: readonly string[];
}

const fail = (id: string, message: string, more = '') =>
  `{id: ${id}, type: ${CORE}.execution.Fail, errorMessage: "${message}"${more}}`;
const log = (id: string, more = '') => `{id: ${id}, type: ${CORE}.log.Log, message: hello${more}}`;
const sub = (id: string, flowId: string, more = '') =>
  `{id: ${id}, type: ${CORE}.flow.Subflow, namespace: lab, flowId: ${flowId}, wait: true${more}}`;
const sleep = (id: string, duration = 'PT1H', more = '') =>
  `{id: ${id}, type: ${CORE}.flow.Sleep, duration: ${duration}${more}}`;

const tasks = (...each: string[]) => `tasks:\n${each.map((one) => `  - ${one}\n`).join('')}`;
const flow = (id: string, ...each: string[]) => labFlow(id, tasks(...each));

/** The value of an iteration, as each major writes it. */
const item = (major: number) => (major >= 2 ? 'item.value' : 'taskrun.value');
const range = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => `v${n}`));

export const FAILURES: Readonly<Record<string, Failure>> = {
  'a task fails': {
    flows: () => [flow('plain', log('first'), fail('boom', 'broken on purpose'))],
    state: 'FAILED',
    names: ['boom', 'broken on purpose'],
    next: ['restart_execution'],
  },
  'three attempts': {
    flows: () => [
      flow('tried', fail('flaky', 'no luck', ', retry: {type: constant, interval: PT0.01S, maxAttempts: 3}')),
    ],
    state: 'FAILED',
    names: ['flaky', 'no luck', '3 attempts'],
    next: ['restart_execution'],
  },
  'a retried task that passed at last': {
    flows: () => [
      flow(
        'second',
        `{id: late, type: ${CORE}.execution.Fail, errorMessage: not yet, condition: "{{ taskrun.attemptsCount == 0 }}", retry: {type: constant, interval: PT0.01S, maxAttempts: 3}}`,
      ),
    ],
    state: 'SUCCESS',
    names: ['late', 'attempt 2', 'nothing failed'],
  },
  'three levels of subflows': {
    flows: () => [
      flow('one', log('a'), sub('down', 'two')),
      flow('two', sub('deeper', 'three')),
      flow('three', sub('deepest', 'four')),
      flow('four', log('b'), fail('bottom', 'at the very bottom')),
    ],
    state: 'FAILED',
    names: ['bottom', 'at the very bottom', 'lab.four', '3 levels'],
    next: ['restart_execution'],
  },
  'a loop of 200 with one failure': {
    flows: (major) => [
      labFlow(
        'loop',
        `tasks:
  - id: each
    type: ${CORE}.flow.${major >= 2 ? 'Loop' : 'ForEach'}
    values: ${range(200)}
    concurrencyLimit: 0
    tasks:
      - {id: load, type: ${CORE}.execution.Fail, condition: "{{ ${item(major)} == 'v137' }}", errorMessage: no table}
`,
      ),
    ],
    state: 'FAILED',
    names: ['load', 'v137', '137'],
    next: ['restart_execution'],
  },
  'a subflow within a loop': {
    flows: (major) => [
      labFlow(
        'outer',
        `tasks:
  - id: each
    type: ${CORE}.flow.${major >= 2 ? 'Loop' : 'ForEach'}
    values: ["a", "b"]
    tasks:
      - {id: call, type: ${CORE}.flow.Subflow, namespace: lab, flowId: inner, wait: true, inputs: {v: "{{ ${item(major)} }}"}}
`,
      ),
      labFlow(
        'inner',
        `inputs:\n  - {id: v, type: STRING}\n${tasks(`{id: check, type: ${CORE}.execution.Assert, conditions: ["{{ inputs.v == 'a' }}"], errorMessage: only a}`)}`,
      ),
    ],
    state: 'FAILED',
    names: ['check', 'only a', 'lab.inner'],
  },
  'in one of parallel branches, deep within': {
    flows: () => [
      labFlow(
        'deep',
        `tasks:
  - id: both
    type: ${CORE}.flow.Parallel
    tasks:
      - {id: slow, type: ${CORE}.flow.Sleep, duration: PT0.05S}
      - id: inner
        type: ${CORE}.flow.Sequential
        tasks:
          - id: choose
            type: ${CORE}.flow.If
            condition: "{{ true }}"
            then:
              - {id: culprit, type: ${CORE}.execution.Fail, errorMessage: deep down}
`,
      ),
    ],
    state: 'FAILED',
    names: ['culprit', 'deep down'],
  },
  'two parallel branches, of which one is first': {
    flows: () => [
      labFlow(
        'race',
        `tasks:
  - id: both
    type: ${CORE}.flow.Parallel
    tasks:
      - id: a
        type: ${CORE}.flow.Sequential
        tasks:
          - {id: wait, type: ${CORE}.flow.Sleep, duration: PT0.2S}
          - {id: later, type: ${CORE}.execution.Fail, errorMessage: the second}
      - {id: sooner, type: ${CORE}.execution.Fail, errorMessage: the first}
`,
      ),
    ],
    state: 'FAILED',
    names: ['sooner', 'the first'],
  },
  'errors that fail themselves': {
    flows: () => [
      labFlow(
        'errs',
        `${tasks(fail('main', 'the real reason'))}errors:\n  - ${fail('cleanup', 'cannot clean up')}\nfinally:\n  - ${log('last')}\n`,
      ),
    ],
    state: 'FAILED',
    names: ['main', 'the real reason'],
  },
  'a failed finally': {
    flows: () => [labFlow('fin', `${tasks(log('main'))}finally:\n  - ${fail('last', 'not closed')}\n`)],
    state: 'SUCCESS',
    names: ['last', 'finally', 'not closed'],
  },
  'a timeout': {
    flows: () => [flow('timed', sleep('slow', 'PT1H', ', timeout: PT0.1S'))],
    state: 'FAILED',
    names: ['slow', 'imeout', 'PT0.1S'],
    next: ['manage_flow'],
  },
  'a kill': {
    flows: () => [flow('sleeper', log('first'), sleep('nap'))],
    then: 'kill',
    state: 'KILLED',
    names: ['nap'],
    next: ['replay_execution'],
  },
  'a kill of what had started it': {
    flows: () => [flow('above', sub('call', 'below')), flow('below', sleep('nap'))],
    then: 'kill above',
    state: 'KILLED',
    names: ['nap', 'lab.above', 'killed'],
    next: ['replay_execution'],
  },
  'a date that is to come': {
    flows: () => [flow('later', log('a'))],
    query: '?scheduleDate=2090-01-01T00:00:00Z',
    state: 'CREATED',
    names: ['2090-01-01'],
    next: ['force_run_execution'],
  },
  'a breakpoint': {
    flows: () => [flow('stops', log('a'), log('b'))],
    query: '?breakpoints=b',
    state: 'BREAKPOINT',
    names: ['"b"'],
    next: ['manage_executions'],
  },
  'a restart that failed again': {
    flows: () => [flow('again', fail('boom', 'broken on purpose'))],
    then: 'restart',
    state: 'FAILED',
    names: ['boom', 'broken on purpose'],
    says: ['Restarted once'],
  },
  'a place in the queue': {
    flows: () => [labFlow('busy', `concurrency: {limit: 1, behavior: QUEUE}\n${tasks(sleep('nap'))}`)],
    then: 'second',
    state: 'QUEUED',
    names: ['limit of 1', 'RUNNING'],
    next: ['force_run_execution'],
  },
  'a limit that fails': {
    flows: () => [labFlow('busy', `concurrency: {limit: 1, behavior: FAIL}\n${tasks(sleep('nap'))}`)],
    then: 'second',
    state: 'FAILED',
    names: ['limit of 1'],
    next: ['replay_execution'],
  },
  'a limit that cancels': {
    flows: () => [labFlow('busy', `concurrency: {limit: 1, behavior: CANCEL}\n${tasks(sleep('nap'))}`)],
    then: 'second',
    state: 'CANCELLED',
    names: ['limit of 1'],
    next: ['replay_execution'],
  },
  'a missing secret': {
    flows: () => [
      flow('secretive', `{id: use, type: ${CORE}.log.Log, message: "{{ secret('DB_PASSWORD') }}"}`),
    ],
    state: 'FAILED',
    names: ['use', 'DB_PASSWORD'],
  },
  'an unknown variable': {
    flows: () => [flow('pebble', `{id: use, type: ${CORE}.log.Log, message: "{{ outputs.nobody.value }}"}`)],
    state: 'FAILED',
    names: ['use', 'nobody'],
    next: ['manage_flow'],
  },
  'a warning that is allowed': {
    flows: () => [flow('soft', fail('soft', 'not that bad', ', allowFailure: true'), log('on'))],
    state: 'WARNING',
    names: ['soft', 'not that bad', 'allowFailure'],
  },
  'an AllowFailure': {
    flows: () => [
      labFlow(
        'allowed',
        `tasks:\n  - id: try\n    type: ${CORE}.flow.AllowFailure\n    tasks:\n      - ${fail('soft', 'not that bad')}\n  - ${log('on')}\n`,
      ),
    ],
    state: 'WARNING',
    names: ['soft', 'not that bad', 'AllowFailure'],
  },
  'a pause': {
    flows: () => [
      labFlow(
        'asks',
        `tasks:\n  - id: approve\n    type: ${CORE}.flow.Pause\n    onResume:\n      - {id: reason, type: STRING}\n`,
      ),
    ],
    state: 'PAUSED',
    names: ['approve', 'reason'],
    next: ['resume_execution'],
  },
  'a pause by hand': {
    flows: () => [flow('sleeper', sleep('nap'))],
    then: 'pause',
    state: 'PAUSED',
    names: ['paused'],
    next: ['resume_execution'],
  },
  'a pause in a subflow': {
    flows: () => [
      flow('above', sub('call', 'below')),
      labFlow('below', `tasks:\n  - id: approve\n    type: ${CORE}.flow.Pause\n`),
    ],
    state: 'RUNNING',
    names: ['call', 'approve', 'lab.below'],
    next: ['resume_execution'],
  },
  'a condition that skips': {
    flows: () => [flow('skips', log('never', ', runIf: "{{ false }}"'), log('on'))],
    state: 'SUCCESS',
    names: ['nothing failed', 'never', 'skipped'],
  },
  'a subflow that does not exist': {
    flows: () => [flow('calls', sub('call', 'nowhere'))],
    state: 'FAILED',
    names: ['call', 'nowhere'],
  },
  'a subflow that is disabled': {
    flows: () => [
      flow('calls', sub('call', 'switched')),
      labFlow('switched', `disabled: true\n${tasks(log('a'))}`),
    ],
    state: 'FAILED',
    names: ['call', 'disabled', 'lab.switched'],
    next: ['manage_flow'],
  },
  'outputs that cannot be made': {
    flows: () => [
      labFlow(
        'outs',
        `${tasks(log('fine'))}outputs:\n  - {id: total, type: STRING, value: "{{ outputs.nobody.value }}"}\n`,
      ),
    ],
    state: 'FAILED',
    names: ['outputs', 'nobody'],
  },
  'a task at work': {
    flows: () => [flow('sleeper', sleep('nap'))],
    state: 'RUNNING',
    names: ['nap'],
    next: ['manage_executions'],
  },
  'a task that is tried again soon': {
    flows: () => [
      flow('tried', fail('flaky', 'no luck', ', retry: {type: constant, interval: PT1H, maxAttempts: 3}')),
    ],
    state: 'RETRYING',
    names: ['flaky', 'no luck', 'attempt 2 of 3'],
  },
  'a success': {
    flows: () => [flow('good', log('a'))],
    state: 'SUCCESS',
    names: ['nothing failed'],
  },
};
