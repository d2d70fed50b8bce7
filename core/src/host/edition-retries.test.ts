import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { type Answer, useKestra } from '../../../test/support/kestra/use-kestra.js';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import { Log } from '../foundation/log.js';
import { KestraClient } from '../kestra/client.js';
import { LiveSelection } from '../selection/live.js';
import { EditionQuestion } from './edition.js';

const PATIENCE = 30_000;
const kestra = useKestra();
let written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);

beforeEach(() => {
  written = [];
  // Fake only the timers of the question. Requests and the tests themselves use real time.
  jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
});

async function until(look: () => boolean): Promise<void> {
  for (const deadline = Date.now() + PATIENCE; !look(); ) {
    if (Date.now() > deadline) throw new Error(`Not seen. ${kestra.lines.join()} ${written.join()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function question() {
  const tools = { enable: [], disable: [], readOnly: false };
  const selection = new LiveSelection({
    registry: await registryOf(thingsPlugin),
    config: tools,
    origins: {},
  });
  const client = new KestraClient(kestra.settings());
  const log = new Log('info');
  const asking = new EditionQuestion({ selection, kestra: async () => client, log });
  return { asking, reason: () => selection.current.tools.get('search_apps')?.reason };
}

it('asks again after 5, 30, 60 and 60 seconds until Kestra answers, and then no more', async () => {
  const down: Answer = { status: 500 };
  const up: Answer = { json: { version: '1.3.0', edition: 'EE' } };
  kestra.answers({ 'GET /configs': [down, down, down, down, up] });
  const { asking, reason } = await question();
  asking.ask();
  await jest.advanceTimersByTimeAsync(0);
  await until(() => written.length === 1);
  for (const [index, wait] of [5_000, 30_000, 60_000, 60_000].entries()) {
    await jest.advanceTimersByTimeAsync(wait - 1);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await until(() => written.length === index + 2 || reason() === 'on by default');
  }
  expect(reason()).toBe('on by default');
  expect(jest.getTimerCount()).toBe(0);
  expect(kestra.lines).toEqual(Array.from({ length: 5 }, () => 'GET /configs'));
});

it('does not ask again when it is stopped while Kestra answers', async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  kestra.answers({ 'GET /configs': () => answered.then(() => ({ status: 500 })) });
  const { asking } = await question();
  asking.ask();
  await jest.advanceTimersByTimeAsync(0);
  await until(() => kestra.lines.length === 1);
  await asking.stop();
  answer();
  expect(jest.getTimerCount()).toBe(0);
  expect(written).toEqual([]);
});

it('learns nothing of an instance that it was stopped for while that answers', async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let sent = false;
  kestra.answers({
    'GET /configs': (_, response) => {
      response.on('close', () => {
        sent = true;
      });
      return answered.then(() => ({ json: { version: '1.3.0', edition: 'EE' } }));
    },
  });
  const { asking, reason } = await question();
  const before = reason();
  asking.ask();
  await jest.advanceTimersByTimeAsync(0);
  await until(() => kestra.lines.length === 1);
  // A reload that changes the instance does this.
  const stopped = asking.stop();
  answer();
  await until(() => sent);
  await stopped;
  expect(reason()).toBe(before);
});

it('an instance that is not EE leaves its tools off', async () => {
  kestra.answers({ 'GET /configs': { json: { version: '2.0.0', edition: 'OSS' } } });
  const { asking, reason } = await question();
  const before = reason();
  asking.ask();
  await jest.advanceTimersByTimeAsync(0);
  await until(() => reason() !== before);
  expect(reason()).toBe('requires Enterprise Edition, but the instance is Kestra OSS');
});
