import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deadAddress } from '../../../test/support/kestra/fake-kestra.js';
import { type Reply, useKestra } from '../../../test/support/kestra/use-kestra.js';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { ToolsConfig } from '../config/config.js';
import { Log } from '../foundation/log.js';
import { KestraClient } from '../kestra/client.js';
import { LiveSelection } from '../selection/live.js';
import { EditionQuestion } from './edition.js';

const kestra = useKestra();
let written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
const EE = { json: { version: '2.0.0', edition: 'EE' } };
const ASKED = ['GET /configs'];

beforeEach(() => {
  written = [];
  // Fake only the timers of the question. Requests and the tests themselves use real time.
  jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
});
let asking: EditionQuestion | undefined;
afterEach(async () => {
  await asking?.stop();
  jest.useRealTimers();
});

async function question(config: Partial<ToolsConfig> = {}, baseUrl = kestra.baseUrl) {
  const selection = new LiveSelection({
    registry: await registryOf(thingsPlugin),
    config: { enable: [], disable: [], readOnly: false, ...config },
    origins: {},
  });
  const client = new KestraClient({ ...kestra.settings(), baseUrl });
  asking = new EditionQuestion({ selection, kestra: async () => client, log: new Log('info') });
  const waited: string[] = [];
  const wait = async (name: string) => {
    await asking?.awaited();
    waited.push(name);
  };
  return { asking, waited, wait, isOn: () => selection.current.tools.get('search_apps')?.enabled };
}
/** A Kestra that accepts requests and never responds. */
const silent = () => {
  let heard = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const reply: Reply = () => {
    heard();
    return undefined;
  };
  kestra.answers({ 'GET /configs': reply });
  return isAsked;
};
const begin = () => jest.advanceTimersByTimeAsync(0);

describe('a list that depends on the edition', () => {
  it('waits for the answer', async () => {
    kestra.answers({ 'GET /configs': EE });
    const { wait, isOn } = await question();
    const waiting = wait('list');
    await begin();
    await waiting;
    expect(isOn()).toBe(true);
  });

  it('waits for 100 ms and no longer, once', async () => {
    const isAsked = silent();
    const { wait, waited } = await question();
    const waiting = [wait('one'), wait('two')];
    await begin();
    await isAsked;
    await jest.advanceTimersByTimeAsync(99);
    expect(waited).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    await Promise.all(waiting);
    // Kestra has not responded yet, and nobody waits for it anymore.
    await wait('three');
    expect(waited).toEqual(['one', 'two', 'three']);
    expect(kestra.lines).toEqual(ASKED);
  });

  it.each<[string, Reply]>([
    ['fails', { status: 503 }],
    ['closes the connection', (_, response) => void response.destroy()],
    ['is something else', { text: '<html>', headers: { 'content-type': 'text/html' } }],
  ])('does not wait longer, nor for another try, when Kestra %s', async (_, reply) => {
    kestra.answers({ 'GET /configs': reply });
    const { wait } = await question();
    const waiting = wait('list');
    await begin();
    await waiting;
    expect(kestra.lines).toEqual(ASKED);
    // Only the timer of the next attempt is left.
    expect(jest.getTimerCount()).toBe(1);
  });

  it('does not wait longer when the connection is refused', async () => {
    const { wait } = await question({}, await deadAddress());
    const waiting = wait('list');
    await begin();
    await waiting;
    expect(written.join()).toContain('connection refused');
    expect(jest.getTimerCount()).toBe(1);
  });

  it('does not wait longer when the host goes over to another instance', async () => {
    const isAsked = silent();
    const { asking, wait } = await question();
    const waiting = wait('list');
    await begin();
    await isAsked;
    await asking.stop();
    await waiting;
    expect(written).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});

it.each([{ disable: ['ee_*'] }, { enable: ['ee_*'] }])(
  'a list under %j waits for nothing',
  async (config) => {
    const { wait } = await question(config);
    await wait('list');
    expect(jest.getTimerCount()).toBe(0);
    expect(kestra.lines).toEqual([]);
  },
);
