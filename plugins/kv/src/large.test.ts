import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const BOUND = 40_000;
const call = async (given: Record<string, unknown>) => {
  const answer = await callPlugin(plugin, kestra, '1.3')('manage_kv_store', { namespace: 'a', ...given });
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
  expect(answer).not.toHaveProperty('leftOut');
  return answer;
};

/** All answers, each asked for as the one before it says. */
async function readAll(given: Record<string, unknown>) {
  const answers: Record<string, unknown>[] = [];
  for (let offset: string | undefined = '0'; offset !== undefined && answers.length < 100; ) {
    const answer: Record<string, unknown> = await call({ ...given, offset: Number(offset) });
    answers.push(answer);
    offset = /^.*(?:the same|the) call with offset (\d+)/i.exec(String(answer.next))?.[1];
  }
  return answers;
}

const plain = ({ value }: Record<string, unknown>) =>
  String(value).replaceAll(/ ?⟦kestra-mcp left out [^⟧]*⟧ ?/g, '');

describe('a value that is longer than an answer', () => {
  const text = 'zé😀"\n\\'.repeat(40_000);
  const rows = Array.from({ length: 3_000 }, (_, n) => ({ n, text: 'é😀"' }));

  it.each([
    ['text', { type: 'STRING', value: text }, text],
    ['JSON', { type: 'JSON', value: { rows } }, JSON.stringify({ rows })],
  ])('is read to its end in parts: %s', async (_, json, whole) => {
    kestra.answers({ 'GET /main/namespaces/a/kv/k': { json } });
    const answers = await readAll({ action: 'get', key: 'k' });
    expect(answers.length).toBeGreaterThan(2);
    expect(answers.map(plain).join('')).toBe(whole);
    expect(new Set(answers.map(({ type }) => type))).toEqual(new Set([json.type]));
  });

  it('is not saved in part', async () => {
    kestra.answers({ 'GET /main/namespaces/a/kv/k': { json: { type: 'STRING', value: text } } });
    const { value } = await call({ action: 'get', key: 'k' });
    expect((await call({ action: 'set', key: 'k', value })).error).toContain('left out');
    expect(kestra.lines).toHaveLength(1);
  });
});

it('thousands of keys are listed to the last', async () => {
  const rows = Array.from({ length: 2_000 }, (_, n) => ({ key: `k${n}`, description: 'd'.repeat(n % 90) }));
  kestra.answers({ 'GET /main/namespaces/a/kv': { json: rows } });
  const answers = await readAll({ action: 'list' });
  expect(answers.flatMap(({ results }) => results)).toEqual(rows);
  expect(answers.map(({ total }) => total)).toEqual(answers.map(() => rows.length));
});
