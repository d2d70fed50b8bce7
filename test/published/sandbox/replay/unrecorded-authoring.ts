import { killed, started, type Unrecorded } from './unrecorded.js';

const QUEUED = ['1Gwq0hLHMJ0IRYdniiy5u4', '5ua2POomkZU2LAeIlasSSJ'] as const;
const RUNNING = '5szMFyNhz053DBXXT2vvJQ';
// The execution that occupied the slot of the one that failed.
const HOLDER = '1Hf7Wq2Kd9Ls4Pz0Xc6Vb';

/** What happened between the entries of 1.3-oss-authoring.json. */
export const UNRECORDED: Unrecorded = {
  'execution with everything': [started('everything', { as: '7OfZdOUexK1gQ8wB9TEpUW' })],
  'failed execution: three attempts, errors, finally': [
    started('fails', { as: '51f8kLbtreVglRkBmcuHKj', wait: 10_000 }),
  ],
  'execution that failed on Pebble': [started('pebble', { as: '3ghAuOvHCbE5oEXi8mGIpl' })],
  'execution that ended in WARNING': [started('warns', { as: '6r3p04Rra7FEoHcppDsxhY' })],
  'execution that timed out': [started('slow', { as: '1AdjGpl7vRW3P6UvCWYh7n' })],
  'execution that gives a secret away': [started('leaky', { as: '9hP6a120N06pIBN5cia0I' })],
  'queued execution': [
    started('conc', { as: RUNNING, wait: 100 }),
    ...QUEUED.map((as) => started('conc', { as, wait: 100 })),
  ],
  'execution failed by the limit': [
    started('concfail', { as: HOLDER, wait: 100 }),
    started('concfail', { as: '4hOGcPLMQl9AvJUBdlUzZx', wait: 100 }),
  ],
  'create scheduled flow': [killed(RUNNING, QUEUED[0], HOLDER)],
  'search executions: state FAILED': [
    started('parent', { as: '2BDua6QQbu2atwsupSOVyd', query: { labels: 'env:test' } }),
  ],
  'execution with a file output': [started('writer', { as: '6soBfvFcNkBOXK25pUv2iS' })],
  'large: execution of 120 task runs': [started('many', { as: '2FTtd1YfbQHhNycLpjAB5c' })],
};
