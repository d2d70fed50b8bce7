import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { ADDRESSES } from './addresses.js';
import { AROUND } from './around.js';
import { CODE } from './code.js';
import { LIMITS } from './limits.js';
import { Listener } from './listener.js';
import { ODD } from './odd.js';
import { CREDENTIALS, OWNERS, SECRET, settle, visit } from './visit.js';
import type { Way } from './way.js';

const WAYS: readonly Way[] = [...ADDRESSES, ...LIMITS, ...CODE, ...ODD, ...AROUND];
const BASIC = `Basic ${Buffer.from(Object.values(CREDENTIALS).join(':')).toString('base64')}`;

let listener: Listener;
let mine: FakeKestra;
let said: string[];

beforeAll(async () => {
  listener = await Listener.start();
  mine = await fakeKestra(() => ({ body: CONFIGS }));
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await listener.close();
});

describe.each(OWNERS)('credentials in %s', (owner) => {
  it.each(WAYS.map((way) => [way.name, way] as const))(
    '%s: nothing is sent, run or lifted',
    async (_, way) => {
      mine.seen.length = 0;
      said.length = 0;
      const found = await visit(settle(way, owner, mine.baseUrl, listener.host), listener);
      expect(found).toMatchObject({
        heard: { connections: 0, text: '' },
        hasRun: false,
        writing: [],
        files: [],
      });
      const { kestra, tools } = found.config;
      expect([kestra.baseUrl, kestra.proxy, kestra.tenant]).toEqual([mine.baseUrl, undefined, 'main']);
      expect(tools).toMatchObject({ readOnly: true, disable: ['files'], fixed: { namespaces: ['company'] } });
      // The user's own Kestra gets the usual requests, as if the folder did not exist.
      expect(mine.seen.map(({ authorization }) => authorization)).toContain(BASIC);
      expect(
        said
          .join('')
          .split('\n')
          .filter((line) => line.includes('not trusted')).length,
      ).toBeLessThan(2);
      expect(said.join('')).not.toMatch(new RegExp(`${SECRET}|${CREDENTIALS.KESTRA_PASSWORD}|\u001b`));
    },
  );
});

describe('if it were believed', () => {
  const believed = WAYS.filter((way) => way.believed !== undefined);

  it.each(believed.map((way) => [way.name, way] as const))('%s would do it', async (_, way) => {
    const place = settle(way, 'the environment', mine.baseUrl, listener.host);
    const found = await visit({ ...place, args: ['--trust'] }, listener);
    if (way.believed === 'runs') expect(found.hasRun).toBe(true);
    else expect(found.heard.text).toContain(BASIC);
  });

  it('there are forty ways and more', () => {
    expect(new Set(WAYS.map(({ name }) => name)).size).toBe(WAYS.length);
    expect(WAYS.length).toBeGreaterThan(40);
    expect(believed.length).toBeGreaterThan(25);
  });
});
