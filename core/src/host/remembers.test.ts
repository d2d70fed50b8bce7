import { describe, expect, it } from '@jest/globals';
import { enabled, entry, reloadable, tools } from '../../../test/support/host/reloadable.js';
import { CONFIG } from '../../../test/support/host/runtime.js';
import { deadAddress } from '../../../test/support/kestra/fake-kestra.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { thingsPlugin } from '../../../test/support/plugins/things.js';
import { until } from '../../../test/support/until.js';
import type { Config } from '../config/config.js';
import type { Edition } from '../selection/judge.js';
import type { EditionMemory } from './edition-memory.js';

const kestra = useKestra();
const says = (edition: string) => ({ json: { version: '2.0.0', edition } });
const EE_TOOL = 'search_apps';

/** A memory that records how it was used. */
function memoryOf(known: Record<string, Edition>) {
  const seen: string[] = [];
  const memory: EditionMemory = {
    recall(address) {
      seen.push(`recall ${address}`);
      return known[address];
    },
    remember: (address, edition) => void seen.push(`remember ${address} ${edition}`),
  };
  return { memory, seen };
}

const at = (baseUrl: string, more: Partial<Config> = {}): Partial<Config> => ({
  kestra: { ...CONFIG.kestra, baseUrl },
  plugins: [entry(thingsPlugin)],
  ...more,
});

describe('a host that remembers what the instance was', () => {
  it('has its tools from the start, and asks when they have been listed', async () => {
    kestra.answers({ 'GET /configs': says('EE') });
    const { baseUrl } = kestra;
    const { memory, seen } = memoryOf({ [baseUrl]: 'EE' });
    const { host, changes } = await reloadable(at(baseUrl), memory);
    expect(enabled(host)).toContain(EE_TOOL);
    await host.ready();
    expect(kestra.lines).toEqual([]);
    host.listed();
    await until(() => seen[1]);
    expect(seen).toEqual([`recall ${baseUrl}`, `remember ${baseUrl} EE`]);
    expect(changes).toEqual([]);
    host.listed();
    await host.close();
    expect(kestra.lines).toEqual(['GET /configs']);
  });

  it('goes by the answer where that is another', async () => {
    kestra.answers({ 'GET /configs': says('OSS') });
    const { baseUrl } = kestra;
    const { memory, seen } = memoryOf({ [baseUrl]: 'EE' });
    const { host, changes } = await reloadable(at(baseUrl), memory);
    host.listed();
    await until(() => changes[0]);
    expect(enabled(host)).not.toContain(EE_TOOL);
    expect(seen.at(-1)).toBe(`remember ${baseUrl} OSS`);
  });

  it('keeps to it while Kestra cannot be asked', async () => {
    const baseUrl = await deadAddress();
    const { memory, seen } = memoryOf({ [baseUrl]: 'EE' });
    const { host } = await reloadable(at(baseUrl), memory);
    host.listed();
    await host.ready();
    await host.close();
    expect(enabled(host)).toContain(EE_TOOL);
    expect(seen).toEqual([`recall ${baseUrl}`]);
  });

  it('learns it while the list waits where nothing was known', async () => {
    kestra.answers({ 'GET /configs': says('EE') });
    const { memory, seen } = memoryOf({});
    const { host } = await reloadable(at(kestra.baseUrl), memory);
    expect(enabled(host)).not.toContain(EE_TOOL);
    host.listed();
    await until(() => seen[1]);
    expect(enabled(host)).toContain(EE_TOOL);
  });
});

describe('a reload', () => {
  it('to another address looks up what is known of that', async () => {
    const [one, two, three] = ['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b', 'http://127.0.0.1:1/c'];
    const { memory, seen } = memoryOf({ [two ?? '']: 'EE' });
    const { host, changes, reload } = await reloadable(at(one ?? ''), memory);
    await reload(at(two ?? ''));
    expect(enabled(host)).toContain(EE_TOOL);
    await reload(at(two ?? '', { logLevel: 'error' }));
    expect(enabled(host)).toContain(EE_TOOL);
    await reload(at(three ?? ''));
    expect(enabled(host)).not.toContain(EE_TOOL);
    expect(seen).toEqual([`recall ${one}`, `recall ${two}`, `recall ${three}`]);
    expect(changes).toHaveLength(2);
  });

  it('that makes the edition matter looks it up, and not before', async () => {
    const address = 'http://127.0.0.1:1/a';
    const { memory, seen } = memoryOf({ [address]: 'EE' });
    const { host, reload } = await reloadable(at(address, tools({ disable: ['ee_*'] })), memory);
    expect(seen).toEqual([]);
    await reload(at(address));
    expect(enabled(host)).toContain(EE_TOOL);
  });
});

it('the sandbox is not remembered', async () => {
  const { memory, seen } = memoryOf({ [kestra.baseUrl]: 'OSS' });
  const { host, changes } = await reloadable(at(kestra.baseUrl, { sandbox: 'ee-2.0' }), memory);
  host.listed();
  await until(() => changes[0]);
  expect(enabled(host)).toContain(EE_TOOL);
  expect(seen).toEqual([]);
  expect(kestra.lines).toEqual([]);
});
