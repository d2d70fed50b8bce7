import { describe, expect, it } from '@jest/globals';
import { idsOf } from './yaml-ids.js';

describe('the ids of a YAML', () => {
  it('are its members', () => {
    expect(idsOf('id: a\nnamespace: b\n')).toEqual({ namespace: 'b', id: 'a' });
  });

  it.each(['', '- a', 'id: 1\nnamespace: b'])('are missing in %j', (yaml) => {
    expect(() => idsOf(yaml)).toThrow('needs the keys "id" and "namespace"');
  });

  it.each(['>../', 'a: [', 'a: &a [*a, *b]'])('are not read where it is none: %j', (yaml) => {
    expect(() => idsOf(yaml)).toThrow(/^The YAML cannot be read: /);
  });
});
