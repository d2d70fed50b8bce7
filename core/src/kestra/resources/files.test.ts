import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { formOf, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';
import { ServerError } from '../wire/errors.js';

const kestra = useKestra();
const files = (version: string = '1.3') => new KestraClient(kestra.settings(version)).files;
const FILES = '/main/namespaces/a.b/files';
const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (error: unknown) => describeError(error);

it.each(['0.23', '0.24', '1.3', '2.0'])('the routes are the same on %s', async (version) => {
  kestra.answers({
    [`GET ${FILES}`]: recorded('file get'),
    [`POST ${FILES}`]: recorded('file create'),
    [`GET ${FILES}/stats`]: recorded('file stats'),
    [`GET ${FILES}/search`]: recorded('file search'),
    [`GET ${FILES}/directory`]: recorded('directory list'),
    [`POST ${FILES}/directory`]: recorded('directory create'),
    [`PUT ${FILES}`]: recorded('file move'),
    [`DELETE ${FILES}`]: recorded('file delete'),
  });
  const client = files(version);
  expect(Buffer.from(await client.read('a.b', '/s/a & b.py')).toString()).toBe('print(1)\n');
  await client.write('a.b', '/s/a.py', bytes('Zoë'));
  expect(await client.stats('a.b', '/s/a.py')).toEqual(recordedJson('file stats'));
  expect(await client.search('a.b', 'a.py')).toEqual(['/src/a.py']);
  expect(await client.list('a.b', '/')).toEqual(recordedJson('directory list'));
  await client.createDirectory('a.b', '/d');
  await client.move('a.b', '/d', '/e');
  await client.delete('a.b', '/e');
  expect(kestra.lines).toEqual([
    `GET ${FILES}?path=/s/a & b.py`,
    `POST ${FILES}?path=/s/a.py`,
    `GET ${FILES}/stats?path=/s/a.py`,
    `GET ${FILES}/search?q=a.py`,
    `GET ${FILES}/directory?path=/`,
    `POST ${FILES}/directory?path=/d`,
    `PUT ${FILES}?from=/d&to=/e`,
    `DELETE ${FILES}?path=/e`,
  ]);
});

it('a file is written as a form, byte by byte, under a name that Kestra does not unpack', async () => {
  kestra.answers({ [`POST ${FILES}`]: recorded('file create') });
  await files().write('a.b', '/s/a.zip', bytes('Zoë\r\n\0'));
  const [asked] = kestra.asked;
  const { fileContent } = (asked && (await formOf(asked))) ?? {};
  expect(fileContent).toBeInstanceOf(File);
  expect(fileContent).toMatchObject({ name: 'content' });
  expect(await (fileContent as File).text()).toBe('Zoë\r\n\0');
});

describe('a file that does not exist', () => {
  it('names those that are in its directory', async () => {
    kestra.answers({
      [`GET ${FILES}`]: recorded('file get, unknown'),
      [`GET ${FILES}/directory`]: recorded('directory list'),
    });
    const error = await files().read('a.b', '/s/b.py').catch(textOf);
    expect(error).toBe(
      `Kestra answered 404 to GET ${FILES}: Not Found: File '/none' was not found in namespace 'rec.demo'.\n` +
        '"b.py" is not one of the files in the folder /s of namespace a.b. Did you mean "a.py"? Available: a.py.',
    );
    expect(kestra.lines).toEqual([`GET ${FILES}?path=/s/b.py`, `GET ${FILES}/directory?path=/s`]);
  });

  it('in a directory that does not either is told as Kestra says', async () => {
    kestra.answers({
      [`GET ${FILES}`]: recorded('file get, unknown'),
      [`GET ${FILES}/directory`]: recorded('directory list unknown'),
    });
    expect(await files().read('a.b', '/none').catch(textOf)).toBe(
      `Kestra answered 404 to GET ${FILES}: Not Found: File '/none' was not found in namespace 'rec.demo'.\n` +
        'Check the id: list or search first to see what exists.',
    );
    expect(kestra.lines.at(-1)).toBe(`GET ${FILES}/directory?path=/`);
  });

  it('has no stats', async () => {
    kestra.answers({ [`GET ${FILES}/stats`]: { status: 404 } });
    expect(await files().stats('a.b', '/none')).toBeUndefined();
  });
});

it('stats that fail otherwise are no missing file', async () => {
  kestra.answers({ [`GET ${FILES}/stats`]: { status: 500 } });
  await expect(files().stats('a.b', '/a.py')).rejects.toBeInstanceOf(ServerError);
});
