import { expect, it } from '@jest/globals';
import { urlOf } from './url.js';

/** Latin letters whose codes are the bytes of another letter in UTF-8. */
const NONE = ['http://Ï\x80', '', 'a b', '//host', 'http://'];

it('a text is the URL that it is, or none, however often that is asked', () => {
  expect(urlOf('http://Host:80/a?b')?.href).toBe('http://host/a?b');
  expect(urlOf('/ui/main', 'http://relative')?.pathname).toBe('/ui/main');
  const found = new Set<unknown>();
  for (let times = 0; times < 20_000; times++) for (const text of NONE) found.add(urlOf(text));
  expect([...found]).toEqual([undefined]);
});
