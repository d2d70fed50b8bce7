import { describe, expect, it } from '@jest/globals';
import { strictForm } from '../../../../test/support/kestra/strict-form.js';
import { boundaryFor, type FormPart, multipart } from './multipart.js';

function readBack(...parts: FormPart[]) {
  const { type, body } = multipart(parts);
  return strictForm(Buffer.from(body), type);
}

describe('a text part', () => {
  it.each([
    'l1\nl2',
    'l1\rl2',
    'l1\r\nl2',
    '\n',
    '\r',
    '\r\n',
    '\r\n\r\n',
    '\n\r--\r\n',
    '  blanks at the ends \t',
    'trailing line end\n',
    'with \u0000 inside',
    'Zoë 日本 🙂',
    '',
    '--kestra-mcp-\r\nContent-Disposition: form-data; name="x"\r\n\r\ny',
  ])('arrives byte for byte, and as text: %j', (content) => {
    expect(readBack({ name: 's', content }, { name: 'after', content: 'x' })).toEqual([
      { name: 's', content: Buffer.from(content) },
      { name: 'after', content: Buffer.from('x') },
    ]);
  });
});

it('a file part has a name, and all bytes', () => {
  const content = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(readBack({ name: 'f', filename: 'a b.csv', content })).toEqual([
    { name: 'f', filename: 'a b.csv', type: 'application/octet-stream', content: Buffer.from(content) },
  ]);
});

it.each([
  ['a"; filename="x', 'a%22; filename=%22x'],
  ['a\r\nX-Evil: 1\r\n\r\nb', 'a%0D%0AX-Evil: 1%0D%0A%0D%0Ab'],
  ['a\nb\rc\u0000d', 'a%0Ab%0Dc%00d'],
  ['Zoë 日本', 'Zoë 日本'],
])('the name %j adds no header and no part', (name, shown) => {
  const [part, ...others] = readBack({ name, filename: name, content: 'x' });
  expect(part).toMatchObject({ name: shown, filename: shown });
  expect(others).toEqual([]);
});

it('the boundary is one that no content has', () => {
  const made = ['in-it', 'in-the-other', 'free'];
  const contents = ['x in-it y', 'in-the-other'].map((text) => Buffer.from(text));
  expect(boundaryFor(contents, () => made.shift() ?? '')).toBe('free');
  expect(multipart([]).type).not.toBe(multipart([]).type);
});
