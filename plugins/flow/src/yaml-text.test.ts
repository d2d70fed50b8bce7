import { describe, expect, it } from '@jest/globals';
import { InputError } from '@kestra-mcp/core';
import { readFlow, yamlOf } from './yaml-text.js';

const FLOW = 'id: etl\nnamespace: company.team\ntasks:\n  - id: t\n    type: Log\n';
const SECOND = FLOW.replace('etl', 'load');

describe('one flow', () => {
  it.each([
    ['as it is', FLOW],
    ['after its marker', `---\n${FLOW}`],
    ['after a comment and its marker', `# nightly\n---\n${FLOW}`],
    ['before a marker with nothing after it', `${FLOW}---\n`],
    ['before an end marker', `${FLOW}...\n`],
    ['before a marker and comments', `${FLOW}---\n# the end\n\n`],
    ['with a line of dashes in a text', `${FLOW}description: |\n  a\n  ---\n  b\n`],
    ['with a fence in a text', `${FLOW}description: |\n  \`\`\`yaml\n  a: 1\n  \`\`\`\n`],
    ['with Pebble that is no YAML', `${FLOW}labels: {{ oops }}\n`],
    ['with CR line ends', FLOW.replaceAll('\n', '\r')],
  ])('%s is not touched', (_, yaml) => {
    expect(yamlOf(yaml)).toBe(yaml);
  });

  it.each([
    ['a fence', `\`\`\`yaml\n${FLOW}\`\`\``],
    ['a fence without a language, and blank lines', `\n\n\`\`\`\n${FLOW}\`\`\`\n\n`],
    ['a longer fence of another language', `\`\`\`\`yml title="etl"\n${FLOW}\`\`\`\`\n`],
    ['a fence of tildes', `~~~yaml\n${FLOW}~~~`],
    ['a byte order mark', `\uFEFF${FLOW}`],
    ['a byte order mark within a fence', `\`\`\`yaml\n\uFEFF${FLOW}\`\`\``],
    ['both', `\uFEFF\`\`\`YAML\n${FLOW}\`\`\`\n`],
  ])('is taken out of %s', (_, given) => {
    expect(yamlOf(given)).toBe(FLOW);
  });

  it('keeps its line ends in a fence', () => {
    const yaml = FLOW.replaceAll('\n', '\r\n');
    expect(yamlOf(`\`\`\`yaml\r\n${yaml}\`\`\`\r\n`).trimEnd()).toBe(yaml.trimEnd());
  });
});

describe('a fence that does not end', () => {
  it.each([
    ['blanks', `\`\`\`yaml\n${' '.repeat(200_000)}x`],
    ['line ends', `\`\`\`yaml\n${'\n'.repeat(200_000)}x`],
    ['blank lines before its end', `\`\`\`yaml\n${' \t\n'.repeat(100_000)}\`\`\`x`],
    ['tildes', '~'.repeat(200_000)],
    ['tildes and one line', `${'~'.repeat(100_000)}\n${'~'.repeat(99_999)}`],
  ])(
    'is read in a moment, however many %s follow',
    (_, given) => {
      try {
        expect(yamlOf(given)).toBe(given);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    },
    20_000,
  );
});

describe('what is refused', () => {
  it.each([
    ['a marker', `${FLOW}---\n${SECOND}`, 'etl, load'],
    ['markers before both', `---\n${FLOW}---\n${SECOND}`, 'etl, load'],
    ['an end marker', `${FLOW}...\n---\n${SECOND}`, 'etl, load'],
    ['CR line ends', `${FLOW}---\n${SECOND}`.replaceAll('\n', '\r'), 'etl, load'],
    ['a fence', `\`\`\`yaml\n${FLOW}---\n${SECOND}\`\`\``, 'etl, load'],
    ['the same id', `${FLOW}---\n${FLOW}`, 'etl, etl'],
  ])('is two documents by %s', (_, yaml, ids) => {
    const refused = () => yamlOf(yaml);
    expect(refused).toThrow(InputError);
    expect(refused).toThrow('The YAML contains 2 documents, but Kestra would save only the first.');
    expect(refused).toThrow(expect.objectContaining({ hint: `Save each flow in a separate call: ${ids}.` }));
  });

  it('is a second document that is no flow', () => {
    expect(() => yamlOf(`${FLOW}---\n- a list\n`)).toThrow('The YAML contains 2 documents');
  });

  it.each([
    ['text before a fence', `Here it is:\n\`\`\`yaml\n${FLOW}\`\`\``],
    ['text after a fence', `\`\`\`yaml\n${FLOW}\`\`\`\nTell me more.`],
    ['two fences', `\`\`\`yaml\n${FLOW}\`\`\`\n\n\`\`\`yaml\n${SECOND}\`\`\``],
    ['a fence that does not end', `\`\`\`yaml\n${FLOW}`],
  ])('is %s', (_, yaml) => {
    expect(() => yamlOf(yaml)).toThrow('The text contains Markdown besides the YAML of the flow.');
  });
});

describe('what a flow says of itself', () => {
  it.each([
    ['id: etl\nnamespace: a.b\n', { namespace: 'a.b', id: 'etl', disabled: false }],
    ['namespace: "a"\nid: \'off\'\ndisabled: false\n', { namespace: 'a', id: 'off', disabled: true }],
    ['id: etl\nnamespace: a\ndisabled: off\n', { namespace: 'a', id: 'etl', disabled: true }],
    ['id: etl\nnamespace: a\ndisabled: # true\n', { namespace: 'a', id: 'etl', disabled: false }],
    ['id: etl\nnamespace: a\ndisabled: ~\n', { namespace: 'a', id: 'etl', disabled: false }],
    ['id: off\nnamespace: Yes\n', { namespace: 'true', id: 'false', disabled: false }],
    ['id: 0017\nnamespace: 1_000\n', { namespace: '1_000', id: '0017', disabled: false }],
    ['id: 2026-01-31\nnamespace: a\n', { namespace: 'a', id: '2026-01-31', disabled: false }],
    ['---\nid: etl\nnamespace: a\ndisabled: true\n---\n', { namespace: 'a', id: 'etl', disabled: true }],
  ])('is read as Kestra reads it: %j', (yaml, said) => {
    expect(readFlow(yaml)).toEqual(said);
  });

  it.each(['', 'id: a\n', 'id: ~\nnamespace: a\n', 'id: [a]\nnamespace: a\n', '- a\n', 'text'])(
    'must hold both ids: %j',
    (yaml) => {
      expect(() => readFlow(yaml)).toThrow('The YAML of a flow needs the keys "id" and "namespace"');
    },
  );
});
