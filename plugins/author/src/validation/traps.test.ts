import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { judgeFlow } from './judge-flow.js';

const kestra = useKestra();
const VALIDATE = 'POST /main/flows/validate';
const judge = (yaml: string) => judgeFlow(new KestraClient(kestra.settings('1.3')), yaml);

/** Answers that all is well, or with these violations of the first document. */
function answer(constraints?: string): void {
  kestra.answers({
    'GET /pebble/functions': recorded('pebble functions'),
    'GET /pebble/filters': recorded('pebble filters'),
    [VALIDATE]: { json: [{ index: 0, ...(constraints && { constraints }) }] },
  });
}

/** What stands at the place of each violation, to the end of its line. */
async function pointed(yaml: string): Promise<string[]> {
  const lines = yaml.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const { violations } = await judge(yaml);
  return violations.map(({ line = 0, column = 0 }) => lines[line - 1]?.slice(column - 1) ?? '');
}

/** A flow with one text that has an expression in it. */
const withMessage = (message: string) =>
  `id: f\nnamespace: rec.demo\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n    message: ${message}\n`;

describe('an expression is found where it is written', () => {
  it.each([
    ['plain', 'say {{ nope() }}', ['nope() }}']],
    ['plain over lines', 'say\n      this\n      {{ nope() }}', ['nope() }}']],
    ['in single quotes', "'it''s {{ nope(''x'') }}'", ["nope(''x'') }}'"]],
    ['in double quotes', '"a \\" \\u00e4\\n\\t {{ nope(\\"x\\") }}"', ['nope(\\"x\\") }}"']],
    ['in double quotes over lines', '"one \\\n      two\n\n      {{ nope() }}"', ['nope() }}"']],
    [
      'in a literal block',
      '|\n      one {\n\n        two {{ nope() }}\n      {{ nope() }}',
      ['nope() }}', 'nope() }}'],
    ],
    [
      'in a block with an indent of its own',
      '|2-  # a comment {{ x() }}\n        {{ nope() }}',
      ['nope() }}'],
    ],
    ['in a folded block', '>-\n      one\n      two {{\n        nope() }}', ['nope() }}']],
    [
      'in a list',
      '[a, "{{ nope() }}", {b: "{{ nope() }}"}]',
      ['nope() }}", {b: "{{ nope() }}"}]', 'nope() }}"}]'],
    ],
    ['below an anchor, once', '&a "{{ nope() }}"\n    other: *a', ['nope() }}"']],
  ])('%s', async (_, message, expected) => {
    answer();
    const yaml = withMessage(message);
    expect(await pointed(yaml)).toEqual(expected);
    expect(await pointed(yaml.replaceAll('\n', '\r\n'))).toEqual(expected);
    expect(await pointed(`\uFEFF# head\n${yaml}`)).toEqual(expected);
  });
});

describe('what Kestra names is found', () => {
  it('through an alias, and in what a merge brings', async () => {
    const yaml = `id: f
namespace: a
variables:
  base: &base {id: x, type: t, retry: {type: constant, maxAttempts: 0}}
tasks:
  - <<: *base
    message: y
  - &again {id: z, type: u}
  - *again
`;
    answer('tasks[0].retry.maxAttempts: must be greater than 0\ntasks[2].type: bad\n');
    expect(await pointed(yaml)).toEqual(['0}}', 'u}']);
  });

  it('without a type of its own, where a merge was to bring it', async () => {
    answer('Invalid type: <null>');
    const yaml = 'id: f\nnamespace: a\ntasks:\n  - &one {id: x, type: t}\n  - <<: *one\n    id: y\n';
    expect(await pointed(yaml)).toEqual(['<<: *one']);
  });

  it('by a JSON pointer, also with the index behind', async () => {
    answer('/tasks/1/message: one\n/tasks/type/0: two\n/id: three\n');
    const yaml = withMessage('x').replace('tasks:', 'tasks:\n  - {id: b, type: c}');
    expect(await pointed(yaml)).toEqual(['f', 'c}', 'x']);
  });

  it('in the last of two equal keys, which counts', async () => {
    answer('id: bad\n');
    expect(await pointed('id: one\nid: two\nnamespace: a\n')).toEqual(['two']);
  });

  it('nowhere in particular: at the flow', async () => {
    answer('Something unheard of\n');
    expect(await judge(`# c\n${withMessage('x')}`)).toMatchObject({ violations: [{ line: 2, column: 1 }] });
    answer('nowhere[7].at.all: wrong\n');
    expect(await pointed(withMessage('x'))).toEqual(['id: f']);
  });
});

describe('several documents', () => {
  const sent = () => kestra.asked.filter(({ line }) => line === VALIDATE).map(({ body }) => body);

  it('what has comments alone is none, and positions are those of the whole text', async () => {
    const json = [
      { index: 0, constraints: 'id: bad\n' },
      { index: 1, constraints: 'id: worse\n' },
    ];
    kestra.answers({ [VALIDATE]: { json } });
    const yaml = `# first\n---\n\nid: one\nnamespace: a\n\n---\n# nothing\n---\nid: two\nnamespace: a\n---\n`;
    expect(await pointed(yaml)).toEqual(['one', 'two']);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).not.toContain('nothing');
  });

  it.each([
    ['a mark of the beginning', (yaml: string) => `---\n${yaml}`],
    ['a Markdown fence', (yaml: string) => `\`\`\`yaml\n${yaml}\`\`\`\n`],
    ['a Markdown fence with an indent at its end', (yaml: string) => `\`\`\`\n${yaml}  \`\`\`\n`],
    ['a byte order mark', (yaml: string) => `\uFEFF${yaml}`],
    ['lone carriage returns', (yaml: string) => yaml.replaceAll('\n', '\r')],
  ])('%s does no harm', async (_, change) => {
    answer('a.message: bad\n');
    expect(await pointed(change(withMessage('hello')))).toEqual(['hello']);
    expect(sent()[0]).not.toMatch(/`|\uFEFF/);
  });

  it('what cannot be read is looked into no further', async () => {
    answer("Illegal Flow source: YAML parsing error: no\n in 'reader', line 2, column 4:\n");
    expect(await judge(`id: f\nx: [\nmessage: "{{ nope() }}"`)).toMatchObject({
      violations: [{ line: 2, column: 4, message: 'YAML parsing error: no', fails: 'save' }],
    });
  });

  it('merges of merges, and what merges itself, come to an end', async () => {
    answer('tasks[0].none: bad\n');
    const rows = Array.from({ length: 40 }, (_, n) => `  a${n + 1}: &a${n + 1} {<<: [*a${n}, *a${n}]}`);
    const yaml = `id: f\nvariables:\n  self: &self {<<: *self}\n  a0: &a0 {b: c}\n${rows.join('\n')}\ntasks:\n  - {<<: [*a40, *self]}\n`;
    expect(await pointed(yaml)).toEqual(['{<<: [*a40, *self]}']);
  });

  it('aliases that would grow without end take no time', async () => {
    answer();
    const rows = Array.from({ length: 30 }, (_, n) => `  a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`);
    const yaml = `id: f\nnamespace: a\nvariables:\n  a0: &a0 ["{{ nope() }}"]\n${rows.join('\n')}\n`;
    expect(await judge(yaml)).toMatchObject({ valid: true, warnings: [{ line: 4 }] });
  });
});

// Each would take minutes if what is read were read anew for each finding.
it.each([
  ['blanks behind a fence', `\`\`\`yaml\n${' '.repeat(400_000)}`, 0],
  ['one text of 20,000 expressions', withMessage(`"${'{{ inputs.a }} '.repeat(20_000)}"`), 20_000],
  ['one expression of many words', withMessage(`"{{ ${'taskrun.value ~ '.repeat(20_000)} inputs.a }}"`), 1],
])(
  '%s',
  async (_, yaml, count) => {
    answer();
    const client = new KestraClient(kestra.settings('1.3'));
    expect((await judgeFlow(client, yaml, { forVersion: '2' })).violations).toHaveLength(count);
  },
  60_000,
);

it('a flow of 500 tasks and 200 KB is judged within a second', async () => {
  const script = `echo "{{ outputs.t0.value | upper }} {{ inputs.who ?? 'x' }} ${'y'.repeat(280)}"`;
  const task = (n: number) =>
    `  - id: t${n}\n    type: io.kestra.plugin.core.log.Log\n    message: |\n      ${script}\n      {{ nope(${n}) }}\n`;
  const yaml = `id: f\nnamespace: rec.demo\ntasks:\n${Array.from({ length: 500 }, (_, n) => task(n)).join('')}`;
  expect(yaml.length).toBeGreaterThan(200_000);
  answer(Array.from({ length: 500 }, (_, n) => `tasks[${n}].message: bad\n`).join(''));
  await judge(withMessage('warm'));
  const begun = performance.now();
  const { violations } = await judge(yaml);
  const took = performance.now() - begun;
  expect(violations).toHaveLength(1_000);
  // Within a second where the machine is idle; a busy one is no reason to fail.
  expect(took).toBeLessThan(10_000);
});
