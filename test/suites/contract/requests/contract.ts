import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Host, startHost } from '../../../../core/src/host/host.js';
import { textsLeftBehind } from './arrival.js';
import { type Case, isSupported, titleOf } from './case.js';
import { CASES } from './cases/index.js';
import { faults } from './check.js';
import { excepted } from './exceptions.js';
import { TENANT } from './ids.js';
import { everyPlugin } from './plugins.js';
import { Recorder } from './recorder.js';
import type { Version } from './tables.js';

const NEVER = [{ rules: [{ name: '*', policy: 'never' as const }], origin: 'test', trusted: true }];

/** A host with every plugin, for an EE instance. */
export async function hostAt(baseUrl: string): Promise<Host> {
  const plugins = (await everyPlugin()).map((plugin) => ({ plugin, options: {} }));
  const host = await startHost({
    kestra: { baseUrl, tenant: TENANT, auth: { kind: 'none' }, timeoutMs: 5_000 },
    plugins,
    // These tests are about requests, so all calls are enabled and need no confirmation.
    tools: { enable: ['*'], disable: [], readOnly: false, confirm: NEVER },
    limits: { answerChars: 40_000, callMs: 60_000, pluginStartMs: 10_000 },
    strict: false,
    logLevel: 'critical',
    folder: '/',
    origins: {},
  });
  await host.learnEdition();
  return host;
}

/** Tests that every case sends only what this version supports, or says that the version does not support it. */
export function describeRequestsTo(version: Version): void {
  describe(`requests to Kestra ${version}`, () => {
    const recorder = new Recorder(version);
    let host: Host;

    beforeAll(async () => {
      await recorder.listen();
      host = await hostAt(recorder.baseUrl);
    });
    afterAll(async () => {
      await host.close();
      await recorder.close();
    });

    it.each(CASES.map((each) => [titleOf(each), each] as const))('%s', async (_, each) => {
      recorder.begin(each.when ?? {});
      const answer = await call(host, each);
      if (isSupported(each, version)) await expectAllowed(answer, each, recorder);
      else expectRefused(answer, each, recorder);
    });

    it('none asks anything else when what it names is not there', async () => {
      expect(await faultsWhenMissing(host, recorder)).toEqual([]);
    });

    it('together they need every exception from the table', () => {
      expect([...recorder.used]).toEqual(expect.arrayContaining(excepted(version)));
    });
  });
}

interface Told {
  failed: boolean;
  text: string;
}

async function call(host: Host, { tool, args }: Case): Promise<Told> {
  const context = {
    signal: new AbortController().signal,
    progress: async () => undefined,
    log: async () => undefined,
  };
  const { isError = false, content } = await host.call(tool, { ...args }, context);
  return {
    failed: isError,
    text: content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n'),
  };
}

async function expectAllowed({ failed, text }: Told, each: Case, recorder: Recorder): Promise<void> {
  expect(await faultsOf(recorder)).toEqual([]);
  expect({ failed, text: failed ? text : '' }).toEqual({ failed: false, text: '' });
  if (each.remembers) return;
  expect(recorder.requests).not.toHaveLength(0);
  expect(textsLeftBehind(each, recorder.requests)).toEqual([]);
}

/** The requests after a 404 must exist too, such as the search for similar ids. */
async function faultsWhenMissing(host: Host, recorder: Recorder): Promise<string[]> {
  const found: string[] = [];
  for (const each of CASES) {
    recorder.begin({ ...each.when, missing: true });
    await call(host, each);
    found.push(...(await faultsOf(recorder)).map((fault) => `${titleOf(each)}: ${fault}`));
  }
  return found;
}

async function faultsOf({ requests, table, version }: Recorder): Promise<string[]> {
  return (await Promise.all(requests.map((request) => faults(request, table, version)))).flat();
}

function expectRefused({ failed, text }: Told, { since }: Case, { requests }: Recorder): void {
  const sent = requests.map(({ method, path }) => `${method} ${path}`);
  expect(sent.filter((line) => line !== 'GET /api/v1/configs')).toEqual([]);
  expect(failed).toBe(true);
  expect(text).toContain(since ?? 'a version');
}
