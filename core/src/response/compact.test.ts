import { describe, expect, it } from '@jest/globals';
import { recordedJson } from '../../../test/support/kestra/recordings.js';
import { compact } from './compact.js';

describe('compact', () => {
  it("takes nulls, links and `deleted: false` out of Kestra's envelope, at every depth", () => {
    expect(
      compact({
        id: 'x',
        parentId: null,
        missing: undefined,
        deleted: false,
        _links: { self: 1 },
        state: { current: 'SUCCESS', endDate: null, histories: [{ state: 'CREATED', date: null }] },
      }),
    ).toEqual({ id: 'x', state: { current: 'SUCCESS', histories: [{ state: 'CREATED' }] } });
  });

  it('keeps what says something', () => {
    const full = { deleted: true, count: 0, text: '', list: [], on: false, nested: {} };
    expect(compact(full)).toEqual(full);
  });

  it('keeps `deleted: false` where it is the answer', () => {
    expect(compact({ deleted: false })).toEqual({ deleted: false });
  });

  it.each(['inputs', 'outputs', 'variables', 'labels', 'value', 'source', 'tasks', 'triggers'])(
    'leaves the contents of %s as they came',
    (member) => {
      const content = { a: null, deleted: false, _links: {}, list: [null, { b: null }] };
      expect(compact({ outer: { [member]: content } })).toEqual({ outer: { [member]: content } });
      expect(compact({ [member]: null })).toEqual({ [member]: null });
    },
  );

  it('leaves alone what is no plain object', () => {
    const at = new Date(0);
    expect(compact({ at, map: new Map([[1, null]]), nothing: null })).toEqual({
      at,
      map: new Map([[1, null]]),
    });
  });

  it('keeps a member that is named __proto__', () => {
    const text = '{"__proto__":{"a":1},"labels":{"__proto__":null}}';
    expect(JSON.stringify(compact(JSON.parse(text)))).toBe(text);
  });

  it.each([null, 'x', 3, true])('passes %p through', (value) => {
    expect(compact(value)).toBe(value);
  });

  it('makes a recorded execution smaller and loses nothing of its inputs', () => {
    const execution = recordedJson<{ inputs: unknown; parentId?: unknown }>('execute flow, no body');
    const result = compact(execution);
    expect(result).toMatchObject({ inputs: { n: 3, who: null } });
    expect(JSON.stringify(result)).not.toContain('"deleted":false');
  });
});
