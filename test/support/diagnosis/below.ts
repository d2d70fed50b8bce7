import { labFlow } from '../../published/sandbox/testing/probe.js';
import { CORE, type Failure, fail, flow, item, log, range, sleep, sub, tasks } from './failure.js';

/** Failures below the execution, or outside its plain tasks. */
export const BELOW: Readonly<Record<string, Failure>> = {
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
  'five levels of subflows': {
    flows: () => [
      ...['one', 'two', 'three', 'four', 'five'].map((id, n, all) =>
        flow(id, sub('down', all[n + 1] ?? 'six')),
      ),
      flow('six', fail('bottom', 'at the very bottom')),
    ],
    state: 'FAILED',
    names: ['bottom', 'at the very bottom', 'lab.six', '5 levels'],
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
  'a warning of a subflow': {
    flows: () => [
      flow('above', sub('call', 'soft')),
      flow('soft', fail('weak', 'not that bad', ', allowFailure: true')),
    ],
    state: 'WARNING',
    names: ['weak', 'not that bad', 'lab.soft'],
  },
  'a subflow that is not given its input': {
    flows: () => [
      flow('calls', sub('call', 'needy')),
      labFlow('needy', `inputs:\n  - {id: must, type: STRING}\n${tasks(log('a'))}`),
    ],
    state: 'FAILED',
    names: ['call', 'must'],
    next: ['manage_flow', 'replay_execution'],
  },
  'a subflow whose outputs cannot be made': {
    flows: () => [
      flow('calls', sub('call', 'outs')),
      labFlow(
        'outs',
        `${tasks(log('a'))}outputs:\n  - {id: total, type: STRING, value: "{{ outputs.nobody.value }}"}\n`,
      ),
    ],
    state: 'FAILED',
    names: ['call', 'lab.outs', 'nobody'],
    runsAgain: true,
  },
  'a subflow that nobody waits for': {
    flows: () => [
      flow(
        'above',
        `{id: call, type: ${CORE}.flow.Subflow, namespace: lab, flowId: below, wait: false}`,
        sleep('nap', 'PT0.3S'),
      ),
      flow('below', fail('boom', 'broken on purpose')),
    ],
    state: 'SUCCESS',
    names: ['nothing failed'],
    says: ['lab.below', 'does not transmit'],
  },
  'a LoopUntil that never ends well': {
    flows: () => [
      labFlow(
        'polls',
        `tasks:\n  - id: poll\n    type: ${CORE}.flow.LoopUntil\n    condition: "{{ false }}"\n    failOnMaxReached: true\n    checkFrequency: {maxIterations: 3, interval: PT0.01S}\n    tasks:\n      - ${log('a')}\n`,
      ),
    ],
    state: 'FAILED',
    names: ['poll', 'not met', '3 iterations'],
  },
  'a failure that is not passed on': {
    flows: () => [
      flow('above', sub('call', 'below', ', transmitFailed: false'), log('on')),
      flow('below', fail('boom', 'broken on purpose')),
    ],
    state: 'SUCCESS',
    names: ['nothing failed'],
    says: ['lab.below', 'does not transmit'],
  },
};
