import { expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { UnsupportedError } from '../wire/errors.js';

const kestra = useKestra();
const client = (version: string) => new KestraClient(kestra.settings(version));

it('functions are objects with a name on both majors, filters are names', async () => {
  for (const [version, file] of [
    ['1.3', '1.3-oss'],
    ['2.0', '2.0-oss'],
  ] as const) {
    kestra.answers({
      'GET /pebble/functions': recorded('pebble functions', file),
      'GET /pebble/filters': recorded('pebble filters', file),
    });
    const { pebble } = client(version);
    const functions = await pebble.functions();
    expect(functions.map(({ name }) => name)).toContain('secret');
    expect(functions.some(({ name }) => name === 'json')).toBe(version === '1.3');
    expect(await pebble.filters()).toEqual(recordedJson('pebble filters', file));
  }
});

it('a list is asked for once, and again when that failed', async () => {
  kestra.answers({
    'GET /pebble/filters': [{ status: 404, json: {} }, recorded('pebble filters')],
  });
  const { pebble } = client('1.3');
  await expect(pebble.filters()).rejects.toThrow('404');
  await Promise.all([pebble.filters(), pebble.filters()]);
  await pebble.filters();
  expect(kestra.lines).toEqual(['GET /pebble/filters', 'GET /pebble/filters']);
});

it.each(['0.23', '1.1'])('%s is not asked for what it does not list', async (version) => {
  const { pebble } = client(version);
  await expect(pebble.functions()).rejects.toThrow(UnsupportedError);
  await expect(pebble.filters()).rejects.toThrow('that requires Kestra 1.3');
  expect(kestra.lines).toEqual([]);
});

it.each(['0.24', '1.3'])(
  'names of secrets are those of the namespace and inherited ones on %s',
  async (version) => {
    kestra.answers({
      'GET /main/namespaces/rec.demo/secrets': recorded('namespace secrets'),
      'GET /main/namespaces/rec.demo/inherited-secrets': {
        json: { rec: ['OF_PARENT'], 'rec.demo': ['MY_SECRET'] },
      },
    });
    expect(await client(version).secrets.names('rec.demo')).toEqual(['MY_SECRET', 'OF_PARENT']);
  },
);

it('from 2.0 secrets are searched for, in no flat parameter', async () => {
  kestra.answers({
    'GET /main/secrets': recorded('secrets of a namespace', '2.0-oss'),
    'GET /main/namespaces/rec.demo/inherited-secrets': recorded('namespace inherited secrets', '2.0-oss'),
  });
  expect(await client('2.0').secrets.names('rec.demo')).toEqual(['MY_SECRET']);
  expect(kestra.lines).toContain('GET /main/secrets?page=1&size=200&filters[namespace][EQUALS]=rec.demo');
});

it('validation sends the YAML and gives what Kestra says of each document', async () => {
  kestra.answers({ 'POST /main/flows/validate': recorded('validate flow, several in one body', '2.0-oss') });
  const yaml = 'id: one\nnamespace: a\n---\nid: two\nnamespace: a\n';
  const checks = await new KestraClient(kestra.settings('2.0'), { readOnly: true }).flows.validate(yaml);
  expect(checks.map(({ constraints }) => constraints !== undefined)).toEqual([false, true, false]);
  expect(kestra.asked).toMatchObject([{ line: 'POST /main/flows/validate', body: yaml }]);
});
