import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Host } from '../../../core/src/host/host.js';
import { answers, breaksOff, resets } from '../../support/faults/answers.js';
import { type Asked, type Fault, FaultyKestra } from '../../support/faults/faulty-kestra.js';
import type { Circumstances } from '../contract/requests/answer.js';
import { titleOf } from '../contract/requests/case.js';
import { CASES } from '../contract/requests/cases/index.js';
import { hostAt } from '../contract/requests/contract.js';
import { usualAnswers } from './usual.js';

const NOW = { 'retry-after': '0' };
/** After each of these, a careless HTTP client would send the request again. */
const FAULTS: [name: string, fault: Fault][] = [
  ['a reset', resets],
  ['half an answer', breaksOff('reset')],
  ['429', answers({ status: 429, headers: NOW })],
  ['502', answers({ status: 502, headers: NOW })],
  ['503', answers({ status: 503, headers: NOW })],
  ['504', answers({ status: 504, headers: NOW })],
  ['a web page', answers({ text: '<html>', type: 'text/html' })],
  ['a redirect', answers({ status: 307, headers: { location: '/api/v1/configs' } })],
];
const CONTEXT = {
  signal: new AbortController().signal,
  progress: async () => undefined,
  log: async () => undefined,
};
const isChange = ({ method }: Asked) => method !== 'GET';

describe('what changes something is sent once, whatever becomes of it', () => {
  const when: { now: Circumstances } = { now: {} };
  let kestra: FaultyKestra;
  let host: Host;

  beforeAll(async () => {
    kestra = await new FaultyKestra((asked) => usualAnswers('2.0', when.now)(asked)).up();
    host = await hostAt(kestra.baseUrl);
  });
  afterAll(() => host.close());

  it.each(FAULTS)('by every call of every tool: %s', async (_, fault) => {
    const twice: string[] = [];
    let changes = 0;
    for (const each of CASES) {
      when.now = each.when ?? {};
      kestra.fails(fault, isChange);
      await host.call(each.tool, { ...each.args }, CONTEXT);
      changes += kestra.asked.filter(isChange).length;
      twice.push(...kestra.repeated.map((line) => `${titleOf(each)}: ${line}`));
    }
    expect(twice).toEqual([]);
    // Enough changing requests occurred for the test to mean something.
    expect(changes).toBeGreaterThan(60);
  });
});
