import { describe, expect, it } from '@jest/globals';
import { KestraClient } from './client.js';
import { Fence } from './fence/fence.js';
import { KestraHttp } from './wire/http.js';

const SETTINGS = {
  baseUrl: 'http://127.0.0.1:1/api/v1',
  tenant: 'main',
  auth: { kind: 'none' as const },
  timeoutMs: 30_000,
};

/** Every object that a plugin could reach from a value by following properties. */
function reached(from: object, found = new Set<object>()): Set<object> {
  found.add(from);
  for (const key of Reflect.ownKeys(from)) {
    const value: unknown = Reflect.get(from, key);
    if (typeof value === 'object' && value !== null && !found.has(value)) reached(value, found);
  }
  return found;
}

describe('the client that plugins share', () => {
  const client = new KestraClient(SETTINGS, { readOnly: true, namespaces: ['company.team'] });

  it('gives none of them a way to what holds them back', () => {
    const all = [...reached(client)];
    expect(all.filter((each) => each instanceof KestraHttp || each instanceof Fence)).toEqual([]);
    expect(all.filter((each) => !Object.isFrozen(each))).toEqual([]);
  });

  it('cannot be unlocked, nor be given another method', async () => {
    expect(() => Object.assign(client.kv, { http: {} })).toThrow(TypeError);
    expect(() => Object.assign(client.kv, { get: () => 'mine' })).toThrow(TypeError);
    expect(() => Object.assign(client, { kv: {} })).toThrow(TypeError);
    await expect(client.kv.delete('company.team', 'key')).rejects.toMatchObject({ code: 'KMCP_READ_ONLY' });
  });

  it('has requests that stay locked whatever is written on them', async () => {
    const http = new KestraHttp(SETTINGS, true, new Fence(['company.team']));
    Object.assign(http, { readOnly: false, guard: undefined });
    const request = { method: 'POST', path: 'flows', within: { namespace: 'other' } } as never;
    await expect(http.json(request)).rejects.toMatchObject({ code: 'KMCP_READ_ONLY' });
    expect(() => Object.assign(http, { fence: undefined })).toThrow(TypeError);
  });
});
