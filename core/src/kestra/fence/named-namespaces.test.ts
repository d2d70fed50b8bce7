import { describe, expect, it } from '@jest/globals';
import { namespaceOfYaml, namespacesOfJson } from './named-namespaces.js';

describe('the namespace of a YAML', () => {
  it.each([
    'id: f\nnamespace: company\ntasks: []',
    '{"id": "f", "namespace": "company"}',
    '---\r\nid: f\r\n"namespace" : \'company\' # mine\r\n',
    'namespace: &a !!str company\nlabels: { namespace: other }\nother: *a',
    'id: f\ndescription: |\n  namespace: other\nnamespace: "comp\\x61ny"',
    'tasks:\n  - { id: a, id: b, <<: { namespace: other } }\nnamespace: company',
  ])('%j is told', async (yaml) => {
    expect(await namespaceOfYaml(yaml)).toBe('company');
  });

  it.each([
    ['twice', 'namespace: company\nnamespace: other'],
    ['by another spelling of the key', 'namespace: company\n"name\\x73pace": other'],
    ['by an explicit key', 'namespace: company\n? namespace\n: other'],
    ['by an alias as its key', 'id: &k namespace\nnamespace: company\n*k : other'],
    ['by a merge', 'namespace: company\n<<: { namespace: other }'],
    ['by an alias', 'id: &a other\nnamespace: *a'],
    ['not at all', 'id: f'],
    ['as no text', 'namespace: [company]'],
    ['as a number', 'namespace: 1'],
    ['as bytes', 'namespace: !!binary b3RoZXI='],
    ['in the first of two documents', 'namespace: company\n---\nnamespace: other'],
    ['in no map', '- namespace: company'],
    ['in nothing', ''],
    ['in what is broken', 'namespace: company\nid: "f'],
  ])('that is told %s is refused', async (_, yaml) => {
    await expect(namespaceOfYaml(yaml)).rejects.toMatchObject({
      code: 'KMCP_INPUT',
      message: expect.stringMatching(
        /^The YAML was not sent because its namespace cannot be determined: .+\.$/,
      ),
    });
  });

  it.each(['\u2028', '\u2029', '\u0085', '\r'])(
    'that another line end (%j) hides from one of two parsers is refused',
    async (end) => {
      await expect(namespaceOfYaml(`id: f # a${end}namespace: other\nnamespace: company`)).rejects.toThrow(
        'cannot be determined',
      );
      await expect(namespaceOfYaml(`id: f # a${end}namespace: company`)).rejects.toThrow(
        'cannot be determined',
      );
      expect(await namespaceOfYaml(`id: f # a${end}# b\nnamespace: company`)).toBe('company');
    },
  );
});

it.each<[unknown, unknown[]]>([
  [undefined, []],
  [{ namespace: 'a', backfill: { namespace: 'deeper is not a place' } }, ['a']],
  [
    [{ namespace: 'a', id: 'x' }, { namespace: 'b' }],
    ['a', 'b'],
  ],
  [['id', null, 3, { key: 'k', value: 'v' }], []],
  [{ namespace: null }, [null]],
])('of the JSON %j the namespaces are %j', (body, namespaces) => {
  expect(namespacesOfJson(body)).toEqual(namespaces);
});
