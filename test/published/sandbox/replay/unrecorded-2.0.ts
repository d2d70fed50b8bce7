import { started, type Unrecorded, waited } from './unrecorded.js';

const SLEEPERS = ['4V3ObSvt4grgmr7cSshKIR', '1sThZSw9JVDHCA7zh8OhmH'] as const;

/** What happened between the entries of 2.0-oss.json. */
export const UNRECORDED: Unrecorded = {
  'execute flow and wait': [waited(1000)],
  'execute flow, no body': [waited(1000)],
  'execute flow, unknown input': [waited(1000)],
  'execute flow, old revision': [waited(1000)],
  'validate new execution inputs': [waited(1000)],
  'pause by ids': SLEEPERS.map((as) => started('sleeper', { as, wait: 300 })),
  'get queued execution': [
    started('conc', { wait: 100 }),
    started('conc', { as: '6LD7zFidh11xnQFje3uL2Z', wait: 100 }),
    started('conc', { as: '74qOECAPfh11htrIQ2leg8', wait: 100 }),
  ],
  'metrics of an execution': [started('metered', { as: '5F9aGqXnMtnpYp1837sLop' })],
  'outputs of a task that gives a secret away': [
    started('leaky', { as: '5RE7LM86oouEniTlD8lSuV', runs: { give: '6Px0TmSml3tdixjCSkUYEp' } }),
  ],
  "execution of a webhook: it holds the caller's Authorization header": [
    {
      request: {
        method: 'POST',
        path: '/main/executions/webhook/rec.demo/hook/a-test-key',
        auth: 'basic',
        contentType: 'application/json',
        headers: { accept: '' },
        body: { a: 2 },
      },
      as: '22hHPZFRkO42zxW9KvdRVX',
    },
  ],
};
