import { labFlow } from '../../published/sandbox/testing/probe.js';
import { CORE, type Failure, fail, flow, log, sleep, sub, tasks } from './failure.js';

/** Executions that are waiting, were stopped, or succeeded. */
export const OTHERS: Readonly<Record<string, Failure>> = {
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
  'a place in the queue': {
    flows: () => [labFlow('busy', `concurrency: {limit: 1, behavior: QUEUE}\n${tasks(sleep('nap'))}`)],
    then: 'second',
    state: 'QUEUED',
    names: ['limit of 1', 'RUNNING'],
    next: ['force_run_execution'],
  },
  'a limit that cancels': {
    flows: () => [labFlow('busy', `concurrency: {limit: 1, behavior: CANCEL}\n${tasks(sleep('nap'))}`)],
    then: 'second',
    state: 'CANCELLED',
    names: ['limit of 1'],
    next: ['replay_execution'],
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
    names: ['approve', 'to resume it, give on_resume with "reason"'],
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
  'a pause in a subflow, beside a task at work': {
    flows: () => [
      labFlow(
        'above',
        `tasks:\n  - id: both\n    type: ${CORE}.flow.Parallel\n    tasks:\n      - ${sleep('nap')}\n      - ${sub('call', 'below')}\n`,
      ),
      labFlow('below', `tasks:\n  - id: approve\n    type: ${CORE}.flow.Pause\n`),
    ],
    state: 'RUNNING',
    names: ['nap', 'call', 'approve', 'lab.below'],
    next: ['resume_execution'],
  },
  'a condition that skips': {
    flows: () => [flow('skips', log('never', ', runIf: "{{ false }}"'), log('on'))],
    state: 'SUCCESS',
    names: ['nothing failed', 'never', 'skipped'],
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
