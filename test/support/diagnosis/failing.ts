import { labFlow } from '../../published/sandbox/testing/probe.js';
import { CORE, type Failure, fail, flow, log, sleep, tasks } from './failure.js';

/** Failures of a task, or of the execution as a whole. */
export const FAILING: Readonly<Record<string, Failure>> = {
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
  'a timeout': {
    flows: () => [flow('timed', sleep('slow', 'PT1H', ', timeout: PT0.1S'))],
    state: 'FAILED',
    names: ['slow', 'imeout', 'PT0.1S'],
    next: ['manage_flow'],
  },
  'a restart that failed again': {
    flows: () => [flow('again', fail('boom', 'broken on purpose'))],
    then: 'restart',
    state: 'FAILED',
    names: ['boom', 'broken on purpose'],
    says: ['Restarted once'],
  },
  'a limit that fails': {
    flows: () => [labFlow('busy', `concurrency: {limit: 1, behavior: FAIL}\n${tasks(sleep('nap'))}`)],
    then: 'second',
    state: 'FAILED',
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
};
