import { describe, expect, it, jest } from '@jest/globals';
import type { ServerContext } from '@modelcontextprotocol/server';
import { InputRequired } from '../../call/ask/input-required.js';
import type { Question } from '../../plugin/author/question.js';
import { isLate, Rounds } from './rounds.js';
import { EXPIRED, opened, type State } from './state.js';

const KEY = 'a key of the tests, which is long enough';
const OTHER = 'another key of the tests, long enough too';
const CALL = ['delete_it', { id: 1 }, 'ann'];
const QUESTION: Question = { key: 'sure', message: 'Sure?', fields: { yes: { type: 'boolean' } } };

const request = (state?: unknown, inputResponses?: Record<string, unknown>) =>
  ({ mcpReq: { requestState: () => state, inputResponses } }) as unknown as ServerContext;

/** The state that is sent with a question of this call. */
async function stateOf(call: unknown = CALL, question = QUESTION): Promise<string> {
  const rounds = new Rounds(call, request());
  await expect(rounds.ask(question)).rejects.toBeInstanceOf(InputRequired);
  return String((await rounds.asking(KEY)).requestState);
}
const back = async (state: string) => opened(state, KEY);
const yes = { sure: { action: 'accept', content: { yes: true } } };

describe('the state of a question', () => {
  it('brings the answer back to the question', async () => {
    const rounds = new Rounds(CALL, request(await back(await stateOf()), yes));
    expect(await rounds.ask(QUESTION)).toEqual({ action: 'accept', content: { yes: true } });
  });

  it('holds no argument and no name in clear', async () => {
    const [, body = ''] = (await stateOf(['t', { token: 'hunter2' }, 'ann'])).split('.');
    expect(Buffer.from(body, 'base64url').toString()).not.toMatch(/hunter2|ann/);
  });

  it.each([
    ['another tool', ['delete_all', { id: 1 }, 'ann']],
    ['other arguments', ['delete_it', { id: 2 }, 'ann']],
    ['another caller', ['delete_it', { id: 1 }, 'bob']],
  ])('is of no use for %s', async (_, call) => {
    const state = await back(await stateOf());
    expect(() => new Rounds(call, request(state, yes))).toThrow('belongs to another call');
  });

  it('is refused when it was changed, and by whoever has another key', async () => {
    const state = await stateOf();
    const [version, body = '', mac] = state.split('.');
    const forged: State = {
      id: 'x',
      round: 1,
      call: 'x',
      replies: {},
      asked: [{ key: 'sure', of: 'x', as: 'question' }],
    };
    const other = Buffer.from(JSON.stringify({ p: forged, exp: 9_999_999_999 })).toString('base64url');
    for (const text of [`${version}.${other}.${mac}`, `${version}.${body}.${'A'.repeat(43)}`, 'x', ''])
      await expect(opened(text, KEY)).rejects.toThrow();
    await expect(opened(state, OTHER)).rejects.toThrow('mac');
  });

  it('ends after ten minutes', async () => {
    const state = await stateOf();
    const late = Date.now() + 601_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(late);
    const found = await back(state);
    clock.mockRestore();
    expect(found).toBe(EXPIRED);
    expect(isLate(request(found))).toBe(true);
  });

  it('is good for one call: sent again, it is asked anew', async () => {
    const state = await stateOf();
    expect(await new Rounds(CALL, request(await back(state), yes)).ask(QUESTION)).toMatchObject({
      action: 'accept',
    });
    const again = new Rounds(CALL, request(await back(state), yes));
    await expect(again.ask(QUESTION)).rejects.toBeInstanceOf(InputRequired);
    const other = new Rounds(CALL, request(await back(await stateOf()), yes));
    expect(await other.ask(QUESTION)).toMatchObject({ action: 'accept' });
  });

  it('counts how often was asked, and says in words when it is too often', async () => {
    let state = await stateOf();
    for (let round = 2; round <= 8; round++) {
      const rounds = new Rounds(CALL, request(await back(state), yes));
      await expect(rounds.ask({ ...QUESTION, about: round })).rejects.toBeInstanceOf(InputRequired);
      state = String((await rounds.asking(KEY)).requestState);
    }
    const last = new Rounds(CALL, request(await back(state), yes));
    await expect(last.ask({ ...QUESTION, about: 9 })).rejects.toThrow('this call asked 8 times');
  });

  it('asks again where no answer came along, or one to something else', async () => {
    for (const responses of [undefined, {}, { other: yes.sure }, { sure: { roots: [] } }]) {
      const rounds = new Rounds(CALL, request(await back(await stateOf()), responses));
      await expect(rounds.ask(QUESTION)).rejects.toBeInstanceOf(InputRequired);
    }
    const rounds = new Rounds(CALL, request(await back(await stateOf()), yes));
    await expect(rounds.ask({ ...QUESTION, message: 'Sure of all?' })).rejects.toBeInstanceOf(InputRequired);
  });

  it('takes no answer without a state', async () => {
    const rounds = new Rounds(CALL, request(undefined, yes));
    await expect(rounds.ask(QUESTION)).rejects.toBeInstanceOf(InputRequired);
  });

  it('goes by what a question is about, where that is said', async () => {
    const about = { ...QUESTION, about: 7 };
    const rounds = new Rounds(CALL, request(await back(await stateOf(CALL, about)), yes));
    expect(await rounds.ask({ ...about, message: '35 lines?' })).toMatchObject({ action: 'accept' });
    await expect(rounds.ask({ ...about, about: 8 })).rejects.toBeInstanceOf(InputRequired);
  });
});
