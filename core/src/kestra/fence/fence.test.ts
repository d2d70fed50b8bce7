import { describe, expect, it } from '@jest/globals';
import { describeError } from '../../foundation/errors.js';
import type { KestraHttp } from '../wire/http.js';
import type { KestraRequest } from '../wire/request.js';
import { route } from '../wire/route.js';
import { Fence, fenceOf } from './fence.js';

const fence = new Fence(['company', 'shared.tools']);

describe('a fence', () => {
  it.each(['company', 'company.team', 'company.team.a', 'shared.tools', 'shared.tools.b'])(
    'allows %s',
    (name) => {
      expect(fence.allows(name)).toBe(true);
    },
  );

  it.each<unknown>([
    'companyx',
    'Company',
    'shared',
    'shared.toolsx',
    '',
    '.company',
    'x.company',
    undefined,
    null,
    1,
    ['company'],
  ])('does not allow %j', (name) => {
    expect(fence.allows(name)).toBe(false);
  });

  it('narrows a search to what is allowed of it', () => {
    expect(fence.narrow(undefined)).toEqual(['company', 'shared.tools']);
    expect(fence.narrow('company.team')).toEqual(['company.team']);
    expect(fence.narrow('shared')).toEqual(['shared.tools']);
  });

  it('leaves a search outside as it is, to be refused', () => {
    expect(fence.narrow('other')).toEqual(['other']);
    expect(fence.narrow('share')).toEqual(['share']);
  });

  it('has no namespace twice', () => {
    const nested = new Fence(['a.b', 'a', 'c', 'a.b.c', 'c', 'ab']);
    expect(nested.narrow(undefined)).toEqual(['a', 'c', 'ab']);
  });

  it('says what is allowed', () => {
    expect(describeError(fence.refusal('GET /main/x', 'so'))).toBe(
      'GET /main/x was not sent: so.\nAllowed: company, shared.tools (and the namespaces below them).',
    );
    expect(new Fence(['a']).hint).toBe('Allowed: a (and the namespaces below it).');
  });

  it('is none without namespaces', () => {
    expect([fenceOf(), fenceOf([])]).toEqual([undefined, undefined]);
    expect(fenceOf(['a'])?.allows('a.b')).toBe(true);
  });
});

it('no request compiles that does not say where it belongs', () => {
  const path = route`flows/${'a'}/${'b'}`;
  // @ts-expect-error A new route must name its place.
  const nowhere: KestraRequest = { path };
  const told = { path, within: 'answer' } as const;
  // @ts-expect-error Only JSON can be checked by the place in the response.
  const unread = (http: KestraHttp) => http.send(told);
  // @ts-expect-error The same holds for a stream.
  const streamed = (http: KestraHttp) => http.events(told, new AbortController().signal);
  expect([nowhere, unread, streamed]).toHaveLength(3);
});
