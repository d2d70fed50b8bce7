import { expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { askedClient } from '../../../../test/support/host/asked-client.js';
import { startHost } from '../../../../test/support/host/started.js';
import { definePlugin, defineTool } from '../../plugin/author/define.js';

const ran: unknown[] = [];
const tool = defineTool({
  ...{ group: { name: 'orders', title: 'Orders' }, name: 'delete_order', title: 'Delete order' },
  ...{ description: 'D.', effect: 'destructive', output: z.looseObject({}) },
  input: z.strictObject({ id: z.string().describe('Id') }),
  handler: (input) => {
    ran.push(input);
    return { done: true };
  },
});

async function echoing() {
  ran.length = 0;
  const confirm = [{ rules: [{ name: '*', policy: 'echo' as const }], origin: 'o', trusted: true }];
  const host = await startHost({ confirm }, definePlugin({ id: 'orders', tools: [tool] }));
  return (await askedClient(host, { era: 'legacy' })).call;
}

it.each<[string, (text: string) => string]>([
  ['in quotes', (text) => `"${text}"`],
  ['with other quotes', (text) => text.replace(/"([^"]*)"/g, '“$1”')],
  ['without its quotes', (text) => text.replaceAll('"', '')],
  ['with its quotes escaped', (text) => text.replaceAll('"', '\\"')],
  ['on several lines', (text) => text.replaceAll(' ', '\n')],
  ['as a sentence', (text) => `**${text}**.`],
  ['with its brackets escaped', (text) => text.replace(/[[\]]/g, '\\$&')],
])('takes an echo %s, and for this call alone', async (_, repeated) => {
  const call = await echoing();
  const { confirm } = await call('delete_order', { id: 'a "b" [c]' });
  const echo = repeated(String(confirm));
  expect(await call('delete_order', { id: 'a "b" [d]', confirm: echo })).toHaveProperty('confirm');
  expect(ran).toEqual([]);
  expect(await call('delete_order', { id: 'a "b" [c]', confirm: echo })).toEqual({ done: true });
});

it('takes an echo once', async () => {
  const call = await echoing();
  const { confirm } = await call('delete_order', { id: 'once' });
  expect(await call('delete_order', { id: 'once', confirm })).toEqual({ done: true });
  const again = await call('delete_order', { id: 'once', confirm });
  expect(again).toMatchObject({ next: expect.stringContaining('already used') });
  expect(ran).toHaveLength(1);
  expect(await call('delete_order', { id: 'once', confirm: again.confirm })).toEqual({ done: true });
});

it('takes no echo of yesterday', async () => {
  const call = await echoing();
  const { confirm } = await call('delete_order', { id: '7' });
  const later = Date.now();
  const clock = jest.spyOn(Date, 'now');
  clock.mockReturnValue(later + 3_600_001);
  const answer = await call('delete_order', { id: '7', confirm });
  expect(answer).toMatchObject({ next: expect.stringContaining('too old') });
  clock.mockReturnValue(later + 3_600_001 + 1_700_000);
  expect(await call('delete_order', { id: '7', confirm: answer.confirm })).toEqual({ done: true });
  clock.mockRestore();
  expect(ran).toHaveLength(1);
});
