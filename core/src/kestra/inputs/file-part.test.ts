import { describe, expect, it } from '@jest/globals';
import { filePart } from './file-part.js';

const FILE = { id: 'f', type: 'FILE' };
const part = (value: unknown, input: object = {}) => filePart({ ...FILE, ...input }, value);

describe('a file', () => {
  it.each([
    ['a,b\n1,2\n', 'a,b\n1,2\n'],
    ['https://example.com/is text too', 'https://example.com/is text too'],
    ['nsfile:///a.txt\nis a text of two lines', 'nsfile:///a.txt\nis a text of two lines'],
    [{ content: 'nsfile:///not-this.txt' }, 'nsfile:///not-this.txt'],
    [{ content: 'aGk=', encoding: 'base64' }, 'hi'],
    [{ content: 'aGk=', encoding: 'text' }, 'aGk='],
    [{ content: '' }, ''],
  ])('of %j is uploaded', (value, bytes) => {
    expect(part(value)).toEqual({ name: 'f', filename: 'f.txt', content: Buffer.from(bytes) });
  });

  it.each(['nsfile:///in/a b.txt'.replace(' ', '%20'), 'kestra:///a/f/executions/e/tasks/t/r/x.ion', ''])(
    'at %j is for Kestra to read',
    (address) => {
      expect(part(address)).toEqual({ name: 'f', content: address });
    },
  );

  it('has the name that is given, or one that its input takes', () => {
    expect(part({ content: 'x', name: 'Zoë 1.csv' })).toMatchObject({ filename: 'Zoë 1.csv' });
    expect(part('x', { allowedFileExtensions: ['.csv', '.tsv'] })).toMatchObject({ filename: 'f.csv' });
    expect(part({ content: 'x', name: 'a.csv' }, { id: 'files' })).toMatchObject({ filename: 'files' });
  });

  it.each([
    [{ content: 'a$b', encoding: 'base64' }, 'its "content" is not base64'],
    [{ content: 'x', encoding: 'hex' }, 'its "encoding" is "hex", but must be text or base64'],
    [{ content: 'x', name: '../x' }, 'its "name" is "../x"'],
    [{ content: 'x', name: 'a\r\nb' }, 'its "name" is'],
    [{ content: 'x', path: '/a' }, 'is not a file'],
    [{ content: 5 }, 'is not a file'],
    [['x'], 'is not a file'],
    [5, '5 is not a file'],
  ])('of %j is refused', (value, wrong) => {
    expect(part(value)).toEqual({ wrong: expect.stringContaining(wrong) });
  });
});
