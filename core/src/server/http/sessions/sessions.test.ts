import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../../../test/support/until.js';
import type { ServedHost } from '../../served-host.js';
import type { HttpRefusal } from '../refusal.js';
import type { Visitor } from '../visitor/visitor.js';
import { Sessions } from './sessions.js';

const LIMITS = { sessions: 3, sessionsPerCaller: 2, sessionIdleMs: 3_600_000 };
const HOST = {
  ...{ version: '1', sandbox: false, onSelectionChange: () => () => undefined },
  selection: () => ({
    tools: new Map(),
    resources: new Map(),
    prompts: new Map(),
    skills: new Map(),
    fixed: {},
  }),
} as unknown as ServedHost;

/** A caller with a narrowing. */
const visitor = (account: string, key = account): Visitor => ({
  account,
  room: account,
  key,
  begin: () => () => undefined,
  strayed: () => undefined,
  view: () => HOST,
  as: (run) => run(),
});

const started: Sessions[] = [];
afterEach(() => Promise.all(started.splice(0).map((sessions) => sessions.close())));

function sessionsWith(limits: Partial<typeof LIMITS> = {}): Sessions {
  const sessions = new Sessions({ ...LIMITS, ...limits });
  started.push(sessions);
  return sessions;
}

/** Whether the session still exists. */
function isThere(sessions: Sessions, { id, key, room }: { id: string; key: string; room: string }): boolean {
  try {
    return sessions.find(id, { key, room, strayed: () => undefined }).id === id;
  } catch {
    return false;
  }
}

const refusal = (error: unknown) => (error as HttpRefusal).answer();

describe('sessions', () => {
  it('are found by who has begun them, and by nobody else', async () => {
    const sessions = sessionsWith();
    const { id } = await sessions.begin(visitor('ann', 'ann, narrowed'));
    expect(sessions.find(id, visitor('ann', 'ann, narrowed')).id).toBe(id);
    for (const [some, key] of [
      [id, 'ann'],
      [id, 'bob'],
      ['other', 'ann, narrowed'],
    ] as const)
      expect(() => sessions.find(some, visitor('', key))).toThrow(
        'This session does not exist or has ended.',
      );
  });

  it('of a caller give way to a new one of theirs, the one that was used the longest ago first', async () => {
    const sessions = sessionsWith();
    const bobs = await sessions.begin(visitor('bob'));
    const [first, second] = [await sessions.begin(visitor('ann')), await sessions.begin(visitor('ann'))];
    first.used = 2;
    second.used = 1;
    bobs.used = 0;
    const third = await sessions.begin(visitor('ann'));
    expect([bobs, first, second, third].map((each) => isThere(sessions, each))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('are counted where their caller is, which those who are not known share', async () => {
    const sessions = sessionsWith({ sessions: 9 });
    const anns = await sessions.begin({ ...visitor('ann'), room: 'new' });
    sessions.find(anns.id, visitor('ann'));
    anns.used = 0;
    const made = [];
    for (const name of ['a', 'b', 'c', 'd'])
      made.push(await sessions.begin({ ...visitor(name), room: 'new' }));
    expect(sessions.size).toBe(3);
    expect(isThere(sessions, anns)).toBe(true);
  });

  it('give way to those of others when there is no room at all', async () => {
    const sessions = sessionsWith();
    const all = [];
    for (const name of ['ann', 'bob', 'cat']) all.push(await sessions.begin(visitor(name)));
    all.forEach((session, at) => {
      session.used = at;
    });
    await sessions.begin(visitor('dan'));
    expect(all.map((each) => isThere(sessions, each))).toEqual([false, true, true]);
  });

  it('that are in use do not: the new one is to come later', async () => {
    const sessions = sessionsWith();
    const [first, second] = [await sessions.begin(visitor('ann')), await sessions.begin(visitor('ann'))];
    first.open++;
    void second.transport.begin(1);
    const refused = await sessions.begin(visitor('ann')).catch(refusal);
    expect(refused).toMatchObject({ status: 503 });
    expect((refused as Response).headers.get('retry-after')).toBe('30');
    expect(sessions.size).toBe(2);
    first.open--;
    await sessions.begin(visitor('ann'));
    expect(isThere(sessions, first)).toBe(false);
  });

  it('end when nobody has used them for long, unless something of them is open', async () => {
    const sessions = sessionsWith({ sessionIdleMs: 20 });
    const [idle, busy] = [await sessions.begin(visitor('ann')), await sessions.begin(visitor('bob'))];
    busy.open++;
    await until(() => (sessions.size === 1 ? true : undefined));
    expect([idle, busy].map((each) => isThere(sessions, each))).toEqual([false, true]);
  });
});
