import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../foundation/errors.js';
import { route } from './route.js';

describe('route', () => {
  it.each([
    ['a/b', 'a%2Fb'],
    ['../../configs', '..%2F..%2Fconfigs'],
    ['a?x=1#y', 'a%3Fx%3D1%23y'],
    ['%2e%2e', '%252e%252e'],
    ['a b', 'a%20b'],
    ['ä\\', '%C3%A4%5C'],
    ['...', '...'],
    [12, '12'],
  ])('keeps %j one segment', (value, segment) => {
    expect(route`flows/${value}/${'x'}/revisions`).toBe(`flows/${segment}/x/revisions`);
  });

  it.each(['', '.', '..'])('refuses %j, which URLs resolve away', (value) => {
    expect(() => route`flows/${'a'}/${value}`).toThrow(
      new InputError(`"${value}" cannot be part of a Kestra path.`),
    );
  });

  it.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('refuses half a character: %j', (value) => {
    expect(() => route`flows/${value}`).toThrow(InputError);
  });

  it('is a plain path without values', () => {
    expect(route`flows/search`).toBe('flows/search');
  });
});

it.each(['by-query', 'by-ids', 'search', 'source'])(
  '"%s" is no id: in its place it would name another route, such as that which deletes everything',
  (word) => {
    expect(() => route`executions/${word}`).toThrow(`"${word}" cannot be an id here`);
  },
);

it.each(['search', 'source', 'inheritance'])('"%s" is a fine name where it names no other route', (word) => {
  expect(route`flows/${word}/${word}`).toBe(`flows/${word}/${word}`);
  expect(route`namespaces/${word}/files`).toBe(`namespaces/${word}/files`);
});

it('keys may be named anything but the route beside them', () => {
  expect(route`namespaces/${'a'}/kv/${'source'}`).toBe('namespaces/a/kv/source');
  expect(() => route`namespaces/${'a'}/kv/${'inheritance'}`).toThrow('cannot be an id here');
});
