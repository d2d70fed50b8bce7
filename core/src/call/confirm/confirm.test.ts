import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { type Answering, askedClient, ERAS } from '../../../../test/support/host/asked-client.js';
import { startHost } from '../../../../test/support/host/started.js';
import type { ConfirmPolicy } from '../../config/config.js';
import { definePlugin, defineTool } from '../../plugin/author/define.js';

const group = { name: 'orders', title: 'Orders' };
const output = z.looseObject({});
const ran: unknown[] = [];

/** A third-party tool that does not describe what it deletes. */
const plain = defineTool({
  ...{ group, name: 'delete_order', title: 'Delete order', description: 'D.', effect: 'destructive', output },
  input: z.strictObject({ id: z.string().describe('Id'), force: z.boolean().optional().describe('F') }),
  handler: (input) => {
    ran.push(input);
    return { done: true };
  },
});
/** A tool with its own argument of that name. */
const own = defineTool({
  ...{ group, name: 'drop_order', description: 'D.', effect: 'destructive', output },
  input: z.strictObject({ confirm: z.string().optional().describe('Mine') }),
  handler: (input) => {
    ran.push(input);
    return { done: true };
  },
});
/** A tool that also asks a question of its own. */
const asking = defineTool({
  ...{ group, name: 'purge_orders', description: 'D.', effect: 'destructive', output },
  input: z.strictObject({}),
  confirm: { loses: () => ({ will: 'purge all orders', names: ['a', 'b'], count: 12 }) },
  async handler(_input, { ask }) {
    const reply = await ask?.({ key: 'why', message: 'Why?', fields: { why: { type: 'string' } } });
    ran.push('purged');
    return { reply };
  },
});
/** A tool whose preview tries to change something. */
const hasty = defineTool({
  ...{ group, name: 'rush_order', description: 'D.', effect: 'destructive', output },
  input: z.strictObject({}),
  confirm: {
    async loses(_input, { kestra }) {
      await kestra.files.delete('company', '/order');
      return { will: 'delete the order' };
    },
  },
  handler: (input) => {
    ran.push(input);
    return { done: true };
  },
});

async function calls(policy: ConfirmPolicy | undefined, era: 'legacy' | 'modern', answer?: Answering) {
  ran.length = 0;
  const plugin = definePlugin({ id: 'orders', tools: [plain, own, asking, hasty] });
  const rules = policy && [{ rules: [{ name: '*', policy }], origin: 'o', trusted: true }];
  const host = await startHost(rules && { confirm: rules }, plugin);
  return (await askedClient(host, { era, answer })).call;
}

const yes = () => ({ action: 'accept', content: { yes: true } });

describe('a tool that says nothing of what it takes away', () => {
  it.each(ERAS)('is told by its call, to a %s client', async (era) => {
    const questions: string[] = [];
    const call = await calls(undefined, era, ({ message }) => {
      questions.push(message);
      expect(ran).toEqual([]);
      return yes();
    });
    expect(await call('delete_order', { id: '7\u202e"', force: true })).toEqual({ done: true });
    expect(questions).toEqual([
      'delete_order needs your confirmation. This will run "Delete order" (delete_order) with id "7\\u202e\\"", force "true".\nIt cannot be undone.',
    ]);
    expect(ran).toEqual([{ id: '7\u202e"', force: true }]);
  });

  it('goes on where nobody can be asked, as one thing', async () => {
    const call = await calls(undefined, 'legacy');
    expect(await call('delete_order', { id: '7' })).toEqual({ done: true });
  });

  it('takes an echo for what was echoed alone', async () => {
    const call = await calls('echo', 'modern');
    const { confirm } = await call('delete_order', { id: '7' });
    expect(confirm).toMatch(/^run "Delete order" \(delete_order\) with id "7" \[[0-9a-f]{8}\]$/);
    expect(await call('delete_order', { id: '8', confirm })).toMatchObject({
      status: 'confirmation_required',
    });
    for (const wrong of [true, 'yes', String(confirm).replace(/.\]$/, 'x]'), String(confirm).slice(-10)])
      expect(await call('delete_order', { id: '7', confirm: wrong })).toMatchObject({
        status: 'confirmation_required',
        next: expect.stringMatching(/^The text in "confirm" does not match/),
      });
    expect(ran).toEqual([]);
    expect(await call('delete_order', { id: '7', confirm: ` ${String(confirm).toUpperCase()}` })).toEqual({
      done: true,
    });
  });

  it.each([[null], ['']])('counts %j as no echo', async (confirm) => {
    const call = await calls('echo', 'legacy');
    expect(await call('delete_order', { id: '7', confirm })).toMatchObject({
      next: expect.stringMatching(/^Nothing was done/),
    });
  });

  it('takes an echo that nobody has asked for', async () => {
    const call = await calls('never', 'legacy');
    expect(await call('delete_order', { id: '7', confirm: 'yes' })).toEqual({ done: true });
    expect(ran).toEqual([{ id: '7' }]);
  });
});

it('a tool with an argument of that name keeps it, and is refused where an echo is wanted', async () => {
  const call = await calls('never', 'legacy');
  expect(await call('drop_order', { confirm: 'mine' })).toEqual({ done: true });
  expect(ran).toEqual([{ confirm: 'mine' }]);
  const strict = await calls('echo', 'legacy');
  expect(await strict('drop_order', { confirm: 'mine' })).toEqual({
    error: expect.stringContaining('has its own argument "confirm"'),
  });
  expect(ran).toEqual([]);
});

it('a look at what would be lost can only read', async () => {
  for (const answer of [undefined, yes]) {
    const call = await calls(answer ? 'always' : 'echo', 'modern', answer);
    expect(await call('rush_order')).toEqual({
      error: expect.stringContaining('this client has read-only access'),
    });
    expect(ran).toEqual([]);
  }
});

describe.each(ERAS)('a %s client', (era) => {
  it('is asked for a yes, and then for more', async () => {
    const questions: string[] = [];
    const call = await calls('always', era, ({ message }) => {
      questions.push(message);
      expect(ran).toEqual([]);
      return message === 'Why?' ? { action: 'accept', content: { why: 'old' } } : yes();
    });
    expect(await call('purge_orders')).toEqual({ reply: { action: 'accept', content: { why: 'old' } } });
    expect(questions).toEqual([
      'purge_orders needs your confirmation. This will purge all orders (12 in total).\nNames in Kestra: "a", "b" and 10 more.\nIt cannot be undone.',
      'Why?',
    ]);
    expect(ran).toEqual(['purged']);
  });

  it('is not asked for more without a yes', async () => {
    const questions: string[] = [];
    const call = await calls('auto', era, ({ message }) => {
      questions.push(message);
      return { action: 'decline' };
    });
    expect(await call('purge_orders')).toEqual({ error: expect.stringContaining('the user declined') });
    expect(questions).toHaveLength(1);
    expect(ran).toEqual([]);
  });
});
