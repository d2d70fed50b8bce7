import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { entry, reloadable, tools } from '../../../../test/support/host/reloadable.js';
import { CONTEXT } from '../../../../test/support/host/runtime.js';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { TaskBegun } from '../../call/task/begun.js';
import { describeError, KestraMcpError } from '../../foundation/errors.js';
import { callerOf } from '../../kestra/caller.js';
import { definePlugin, defineTool } from '../../plugin/author/define.js';
import { defineTask } from '../../plugin/task/define-task.js';
import type { Look } from '../../plugin/task/task-declaration.js';
import type { ServedHost } from '../../server/served-host.js';

const CACHE = temporaryFolder();
beforeAll(() => {
  process.env.XDG_CACHE_HOME = CACHE;
});

const TAKES = { ...CONTEXT, takesTask: true };
let look: (context: { hasEnded: boolean }) => Look<{ text: string }> = () => ({
  status: 'working',
  message: 'half',
});
let begin: object = { place: 'x' };

const plugin = definePlugin({
  id: 'slow',
  tools: [
    defineTool({
      ...{ group: { name: 'slow', title: 'Slow' }, name: 'make_tea', description: 'D.', effect: 'write' },
      input: z.strictObject({}),
      output: z.object({ text: z.string() }),
      task: defineTask({
        state: z.strictObject({ place: z.string() }),
        look: async (_, context) => look(context),
        goesOn: ({ place }) => `The kettle at ${place} goes on: drop_tea ends it.`,
      }),
      handler: (_, { task }) => task?.(begin) ?? { text: 'waited' },
    }),
  ],
});
const plugins = [entry(plugin)];

/** Begins a task and returns its id. */
async function begun(host: Pick<ServedHost, 'call'>): Promise<string> {
  const thrown = await host.call('make_tea', {}, TAKES).catch((error: unknown) => error);
  if (thrown instanceof TaskBegun) return thrown.id;
  throw new Error(`No task was begun: ${JSON.stringify(thrown)}`);
}

async function seen(host: ServedHost, id: string): Promise<unknown> {
  try {
    const { begunAt: _, ...view } = await host.lookAtTask(id, CONTEXT);
    if (view.status !== 'completed') return [view.status, view.message];
    const { isError, structuredContent, content } = view.result;
    return [isError ? 'error' : 'done', structuredContent ?? content[0]?.text];
  } catch (error) {
    return ['refused', describeError(error)];
  }
}
const NONE = [
  'refused',
  'This task does not exist, or it belongs to another server, Kestra instance or caller.',
];

describe('a call that goes on as a task', () => {
  it('is one only where the client takes tasks', async () => {
    const { host } = await reloadable({ plugins });
    expect((await host.call('make_tea', {}, CONTEXT)).structuredContent).toEqual({ text: 'waited' });
    const id = await begun(host);
    expect(await seen(host, id)).toEqual(['working', 'half']);
  });

  it('ends with what an ordinary call answers: fit to its schema, masked, within the bound', async () => {
    const secret = 'Zq81x-hidden-9471';
    const auth = { kind: 'bearer', token: secret } as const;
    const limits = { answerChars: 2_000, callMs: 60_000, pluginStartMs: 30_000 };
    const kestra = { baseUrl: 'http://127.0.0.1:1/api/v1', tenant: 'main', auth, timeoutMs: 1_000 };
    const { host } = await reloadable({ plugins, kestra, limits });
    const id = await begun(host);
    look = () => ({ status: 'working', message: `at ${secret}` });
    expect(await seen(host, id)).toEqual(['working', expect.not.stringContaining(secret)]);
    look = () => ({ status: 'completed', result: { text: `${secret} ${'tea '.repeat(1_000)}` } });
    const [status, value] = (await seen(host, id)) as [string, { text: string }];
    expect(status).toBe('done');
    expect(value.text.length).toBeLessThan(2_000);
    expect(value.text).not.toContain(secret);
    look = () => ({ status: 'completed', result: { text: 7 } as never });
    expect(await seen(host, id)).toEqual([
      'error',
      expect.stringContaining('does not match its output schema'),
    ]);
  });

  it.each(['KMCP_UNREACHABLE', 'KMCP_SERVER_ERROR', 'KMCP_RATE_LIMITED'] as const)(
    'outlives a Kestra that fails for a while (%s)',
    async (code) => {
      const { host } = await reloadable({ plugins });
      const id = await begun(host);
      look = () => {
        throw new KestraMcpError(code, 'Not now.');
      };
      expect(await seen(host, id)).toEqual(['working', 'Not now.']);
      look = () => {
        throw new KestraMcpError('KMCP_NOT_FOUND', 'It is not there.', { hint: 'Look elsewhere.' });
      };
      expect(await seen(host, id)).toEqual(['error', 'It is not there.\nLook elsewhere.']);
    },
  );

  it('that keeps what it did not declare is a fault of the plugin', async () => {
    const { host } = await reloadable({ plugins });
    begin = { place: 7 };
    const { content, isError } = await host.call('make_tea', {}, TAKES);
    expect([isError, content[0]?.text]).toEqual([true, expect.stringContaining('the state of its task')]);
    begin = { place: 'x'.repeat(2_000) };
    const long = await host.call('make_tea', {}, TAKES);
    expect(long.content[0]?.text).toContain('state of its task is too large');
    begin = { place: 'x' };
  });
});

describe('what a task is under, each time it is looked at', () => {
  it('is what is on now', async () => {
    look = () => ({ status: 'working', message: 'half' });
    const { host, reload } = await reloadable({ plugins });
    const id = await begun(host);
    await reload({ plugins, ...tools({ disable: ['make_tea'] }) });
    expect(await seen(host, id)).toEqual([
      'error',
      expect.stringMatching(
        /make_tea.* is not available[^\n]*\nWhat the call started continues in Kestra\.$/,
      ),
    ]);
    await reload({ plugins, ...tools({ readOnly: true }) });
    expect(await seen(host, id)).toEqual(['error', expect.stringContaining('read-only')]);
    await reload({ plugins: [] });
    expect(await seen(host, id)).toEqual([
      'error',
      expect.stringContaining('The tool "make_tea" no longer exists'),
    ]);
    await reload({ plugins });
    expect(await seen(host, id)).toEqual(['working', 'half']);
  });

  it("is the client's own selection", async () => {
    const { host } = await reloadable({ plugins });
    const id = await begun(host);
    const narrowed = host.view({ narrowing: { readOnly: true } });
    expect(await seen(narrowed, id)).toEqual(['error', expect.stringContaining('not available')]);
  });

  it('is whose it is', async () => {
    const { host } = await reloadable({ plugins });
    const viewOf = (username: string) =>
      host.view({ caller: callerOf({ kind: 'basic', username, password: 'p' }) });
    const heard: string[] = [];
    const [ann, bob] = [viewOf('ann'), viewOf('bob')];
    const id = await begun(ann);
    expect(await seen(ann, id)).toEqual(['working', 'half']);
    for (const other of [bob, host]) {
      expect(await seen(other, id)).toEqual(NONE);
      await expect(other.cancelTask(id)).rejects.toThrow('This task does not exist');
    }
    // The limiter of password guesses hears about it.
    const eve = {
      ...callerOf({ kind: 'basic', username: 'ann', password: 'guess' }),
      heard: (of: string) => heard.push(of),
    };
    expect(await seen(host.view({ caller: eve }), id)).toEqual(NONE);
    expect(heard).toEqual(['doubtful']);
  });

  it('is this Kestra and this key, in a process that comes after, too', async () => {
    const memory = { recall: () => undefined, remember: () => undefined };
    const { host } = await reloadable({ plugins }, memory);
    const id = await begun(host);
    const { host: next } = await reloadable({ plugins }, memory);
    expect(await seen(next, id)).toEqual(['working', 'half']);
    // An embedded host stores nothing.
    expect(await seen((await reloadable({ plugins })).host, id)).toEqual(NONE);
    const kestra = {
      baseUrl: 'http://127.0.0.1:2/api/v1',
      auth: { kind: 'none' } as const,
      timeoutMs: 1_000,
    };
    const others = [{ kestra: { ...kestra, tenant: 'main' } }, { stateKey: 'k'.repeat(32) }];
    for (const other of others)
      expect(await seen((await reloadable({ plugins, ...other }, memory)).host, id)).toEqual(NONE);
    const [body = '', signature = ''] = id.split('.');
    const forged = [['make_tea', 1, { place: 'y' }], 7].map(
      (said) => `${Buffer.from(JSON.stringify(said)).toString('base64url')}.${signature}`,
    );
    for (const made of [...forged, body, `${body}.`, `${body}.${signature}x`, `${body}.${signature}.`])
      expect(await seen(host, made)).toEqual(NONE);
    expect(readdirSync(join(CACHE, 'kestra-mcp'))).toEqual(['task-key']);
    expect(id).not.toContain(readFileSync(join(CACHE, 'kestra-mcp/task-key'), 'utf8').trim());
  });
});

describe('a task that is cancelled', () => {
  it('stays so, and says what goes on', async () => {
    const { host } = await reloadable({ plugins });
    const id = await begun(host);
    const said = 'The kettle at x goes on: drop_tea ends it.';
    expect(await host.cancelTask(id)).toBe(said);
    look = () => {
      throw new Error('is not asked');
    };
    expect(await seen(host, id)).toEqual(['cancelled', said]);
    expect(await host.cancelTask(id)).toBe(said);
  });

  it('after it has ended has ended', async () => {
    const { host } = await reloadable({ plugins });
    const id = await begun(host);
    look = () => ({ status: 'completed', result: { text: 'tea' } });
    expect(await seen(host, id)).toEqual(['done', { text: 'tea' }]);
    expect(await host.cancelTask(id)).toBe('The task had already ended.');
    expect(await seen(host, id)).toEqual(['done', { text: 'tea' }]);
  });

  it('is not another one of the same second', async () => {
    const { host } = await reloadable({ plugins });
    const [one, other] = [await begun(host), await begun(host)];
    expect(one).not.toBe(other);
    await host.cancelTask(one);
    look = () => ({ status: 'working', message: 'half' });
    expect(await seen(host, other)).toEqual(['working', 'half']);
  });
});

describe('a task that has ended', () => {
  it('is told to the look, which tells how it is now', async () => {
    const { host } = await reloadable({ plugins });
    const id = await begun(host);
    look = ({ hasEnded }) => ({ status: 'completed', result: { text: hasEnded ? 'cold tea' : 'tea' } });
    expect(await seen(host, id)).toEqual(['done', { text: 'tea' }]);
    expect(await seen(host, id)).toEqual(['done', { text: 'cold tea' }]);
  });
});
