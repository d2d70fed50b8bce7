import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { definePlugin, definePrompt, defineResource, defineTool } from '@kestra-mcp/core';
import { describePlugin } from '@kestra-mcp/core/host';
import { checkPlugin } from '@kestra-mcp/testing';
import * as z from 'zod';
import { slaPlugin } from '../../support/plugins/sla-plugin.js';
import { temporaryFolder, write } from '../../support/temporary.js';

const group = { name: 'things', title: 'Things' };
const described = z.string().describe('Text.');
const good = {
  group,
  name: 'get_thing',
  description: 'Get one thing by its id.',
  effect: 'read' as const,
  input: z.strictObject({ id: described }),
  output: z.looseObject({}),
  handler: () => ({}),
};

const problems = (changes: object, of: object = {}) =>
  checkPlugin(definePlugin({ id: 'things', tools: [defineTool({ ...good, ...changes } as never)], ...of }));

const PAGE = '<!doctype html><style>a{background:url(data:,x)}</style><a href="#x">x</a>';

it('checks the pages of tools in their folder', () => {
  const of = (html: string) =>
    checkPlugin(definePlugin({ id: 'things', tools: [defineTool({ ...good, ui: './thing.html' })] }), {
      folder: temporaryFolder({ 'thing.html': html }),
    });
  expect(of(PAGE)).toEqual([]);
  expect(of(`${PAGE}<script src="https://cdn.example/x.js"></script>`)).toEqual([
    expect.stringMatching(/^The page "thing.html" loads something from outside/),
  ]);
  expect(of(`${PAGE}<style>@import "x.css";</style>`)).toEqual([expect.stringMatching(/outside/)]);
  expect(of('<p>x')).toEqual([
    'The page "thing.html" does not begin with <!doctype html>. Add it as the first line.',
  ]);
  expect(of(PAGE.padEnd(200_000))).toEqual([
    'The page "thing.html" is 200000 bytes long. At most 153600 bytes are allowed.',
  ]);
  for (const out of ['<img srcset="https://x/y.png 2x">', `<script>fetch('https://x/y')</script>`])
    expect(of(PAGE + out)).toEqual([
      expect.stringMatching(/^The page "thing.html" loads something from outside/),
    ]);
  const ofNone = { folder: temporaryFolder() };
  const plugin = definePlugin({ id: 'things', tools: [defineTool({ ...good, ui: 'thing.html' })] });
  expect(checkPlugin(plugin, ofNone)).toEqual([
    expect.stringMatching(/^The page "thing.html" does not exist: .*thing.html. Build the plugin first.$/),
  ]);
  expect(checkPlugin(plugin)).toEqual([]);
  const folder = temporaryFolder({ 'secret.html': PAGE, 'plugin/index.js': '', 'other/thing.html/x': '' });
  symlinkSync(join(folder, 'secret.html'), join(folder, 'plugin/thing.html'));
  expect(checkPlugin(plugin, { folder: join(folder, 'plugin') })).toEqual([
    expect.stringMatching(/^The page "thing.html" is a link to a place outside the plugin: /),
  ]);
  expect(checkPlugin(plugin, { folder: join(folder, 'other') })).toEqual([
    expect.stringMatching(/^The page "thing.html" is not a file: /),
  ]);
});

it('finds nothing wrong with a good plugin', () => {
  expect(checkPlugin(slaPlugin)).toEqual([]);
  expect(problems({})).toEqual([]);
});

it.each([
  [{ name: 'getThing' }, 'The tool "getThing" needs a name of the form verb_noun, in snake_case.'],
  [{ name: 'thing' }, 'The tool "thing" needs a name of the form verb_noun, in snake_case.'],
  [{ description: 'A thing.' }, 'The tool "get_thing" has a description of 8 characters. Use 20 to 350.'],
  [
    { description: 'x'.repeat(351) },
    'The tool "get_thing" has a description of 351 characters. Use 20 to 350.',
  ],
  [{ description: ' ' }, 'get_thing has no description.'],
  [{ input: z.strictObject({ id: z.string() }) }, 'The argument "id" of get_thing has no description.'],
  [
    { input: z.object({ id: described }) },
    /^The tool "get_thing" accepts arguments that its input does not declare. .* z.strictObject/,
  ],
  [
    { output: z.array(z.string()) },
    /^The tool "get_thing" needs an object as its `output`[\s\S]*z\.object\(/,
  ],
  [
    { output: z.union([z.object({}), z.object({})]) },
    /^The tool "get_thing" needs an object as its `output`/,
  ],
  [{ title: 5 }, /^The tool "get_thing" has a `title` that is not a string/],
  [{ handler: undefined }, /has the tool "get_thing", but its `handler` must be a function/],
  [{ effect: 'good' }, /has the effect "good", but it must be one of read, write, destructive/],
])('reports what is wrong with a tool: %j', (changes, problem) => {
  expect(problems(changes)).toEqual([expect.stringMatching(problem)]);
});

const prompt = {
  ...{ group, name: 'explain', description: 'Explains a thing.' },
  input: z.strictObject({ tone: z.enum(['dry', 'kind']).describe('Tone.'), id: described }),
  handler: () => '',
};
const resource = { group, name: 'thing', uri: 'thing://{id}', description: 'A thing.', handler: () => '' };

it.each<[object, string[]]>([
  [{ tone: ['dry'], id: () => [] }, []],
  [{ tone: ['dry', 'wry'] }, ['"explain" completes "tone" with "wry", which its input schema rejects.']],
  [{ id: [] }, ['"explain" completes "id" from an empty list.']],
  [{ id: ['a', 'a'] }, ['"explain" completes "id" from a list that contains a value twice.']],
  [{ id: ['a\u001b'] }, ['"explain" completes "id" with "a\\u001b", which no client can show.']],
  [{ days: ['1'] }, ['The prompt "explain" completes "days", which is not one of its arguments.']],
])('reports what is wrong with completions of a prompt: %j', (complete, says) => {
  expect(problems({}, { prompts: [definePrompt({ ...prompt, complete } as never)] })).toEqual(says);
});

it('reports what is wrong with completions of a resource, in its code or its manifest', () => {
  const resources = [defineResource({ ...resource, complete: { id: [''] } })];
  const definition = definePlugin({ id: 'things', resources });
  expect(checkPlugin(definition)).toEqual(['"thing" completes "id" with "", which no client can show.']);
  const manifest = describePlugin(definition, '1.0.0');
  const [described] = manifest.resources;
  if (described) described.complete = { day: true };
  expect(checkPlugin(manifest)).toEqual(['"thing" completes "day", but its `uri` contains no {day}.']);
});

it.each([
  [z.union([described, z.array(described)]), '"id" has "anyOf"'],
  [z.unknown(), '"id" allows any value'],
  [z.object({ deep: z.array(z.any()) }), '"id.deep.[]" allows any value'],
])('requires arguments that every client accepts', (field, what) => {
  const input = z.strictObject({ id: field.describe('Text.') });
  expect(problems({ input })).toEqual([
    `The tool "get_thing" makes some clients reject the whole list of tools: ${what}. Give each argument one type.`,
  ]);
});

it('rejects a union at the root of an input', () => {
  const input = z.union([z.strictObject({ id: described }), z.strictObject({})]);
  expect(problems({ input })).toEqual([
    'The tool "get_thing" needs an object as its `input`, but the schema is a union or an intersection ("anyOf").\n' +
      'Use a single z.strictObject({ … }). Make an argument that only some calls take .optional().',
  ]);
});

it.each([
  [null, 'This is neither a plugin nor a manifest: it is not an object. Pass the result of definePlugin().'],
  [
    undefined,
    'This is neither a plugin nor a manifest: it is not an object. Pass the result of definePlugin().',
  ],
  [{}, 'This is neither a plugin nor a manifest: it has no `id`. Pass the result of definePlugin().'],
  [Promise.resolve(), 'This is a promise of a plugin. Await it first.'],
])('rejects what is not a plugin: %p', (given, says) => {
  expect(checkPlugin(given as never)).toEqual([says]);
});

it.each([
  { tools: null },
  { tools: [null] },
  { groups: 'abc' },
  { providers: [5] },
  { options: 5 },
  { id: 5 },
])('reports what is wrong with the shape of a plugin: %j', (odd) => {
  const [first, ...rest] = problems({}, odd);
  expect(rest).toEqual([]);
  expect(first).toMatch(/^The plugin (has|needs) /);
});

it.each([
  [
    { read: { effect: 'read' } },
    'The tool "get_thing" accepts the action "drop", but does not declare its effect.',
  ],
  [
    { read: { effect: 'read' }, drop: { effect: 'write' }, more: { effect: 'write' } },
    'The tool "get_thing" declares the action "more", but its argument "action" does not accept it.',
  ],
  [
    { read: { effect: 'read', requires: ['id'] }, drop: { effect: 'write', accepts: ['why'] } },
    'The tool "get_thing" has no argument "why", but its action "drop" names it.',
  ],
])('compares actions with the arguments: %j', (actions, problem) => {
  const input = z.strictObject({ action: z.enum(['read', 'drop']), id: described.optional() });
  expect(problems({ input, actions, effect: undefined })).toEqual([problem]);
});

it('reports a missing argument of actions and of a switch', () => {
  expect(problems({ actions: { read: { effect: 'read' } }, effect: undefined })).toEqual([
    'The tool "get_thing" has actions, but no argument "action".',
  ]);
  expect(problems({ switches: { save: { effect: 'write' } } })).toEqual([
    'The tool "get_thing" has no argument "save", but its action "save" names it.',
  ]);
});

it('checks options, other features, and names', () => {
  const report = { group, name: 'get_thing', uri: 'a://b', description: '', handler: () => '' };
  expect(
    problems({}, { options: z.strictObject({ a: z.string() }), resources: [defineResource(report)] }),
  ).toEqual([
    'get_thing has no description.',
    'The name "get_thing" is declared twice, so one of the two would never be called. Rename one of them.',
    'The option "a" has no description.',
  ]);
});

it('measures the list', () => {
  const tools = [defineTool(good)];
  const heavy = checkPlugin(definePlugin({ id: 'things', tools }), { bytesPerTool: 100 });
  expect(heavy).toEqual([
    expect.stringMatching(
      /^The list of 1 tools has \d+ bytes, more than 100 a tool\. .* The largest tool is get_thing, with \d+ bytes\.$/,
    ),
  ]);
});

describe('the skills', () => {
  const TEXT = 'See [form](more/form.md#top), [home](https://kestra.io) and `[code](nowhere.md)`.';
  const problemsOf = (
    files: Record<string, string>,
    head = 'Reviews orders. Use it when somebody asks for a review.',
  ) => {
    const folder = temporaryFolder();
    write(join(folder, 'review-orders'), {
      'SKILL.md': `---\nname: review-orders\ndescription: ${head}\n---\n${TEXT}\n`,
      'more/form.md': 'Back to [it](../SKILL.md).',
      ...files,
    });
    const skills = [{ group, folder: pathToFileURL(join(folder, 'review-orders')) }];
    return checkPlugin(definePlugin({ id: 'orders', skills }));
  };

  it('may link to files that exist', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    [
      'The file a.md of the skill "review-orders" links to b.md, which does not exist.',
      { 'a.md': '[b](b.md)' },
    ],
    [
      'The file a.md of the skill "review-orders" links to ../../x.md, which is outside the folder of the skill.',
      { 'a.md': '[x](../../x.md)' },
    ],
    [
      'The file more/form.md of the skill "review-orders" links to /etc/passwd, which is outside the folder of the skill.',
      { 'more/form.md': '[x](/etc/passwd)' },
    ],
    [
      'The file a.md of the skill "review-orders" has 16001 bytes, more than 16000. Split it.',
      { 'a.md': 'x'.repeat(16_001) },
    ],
  ])('%s', (says, files) => {
    expect(problemsOf(files)).toEqual([says]);
  });

  it('must say when to use them, and are read as clients read them', () => {
    expect(problemsOf({}, 'Orders.')).toEqual([
      'The description of the skill "review-orders" is too short. Say what the skill does and when to use it.',
    ]);
    expect(problemsOf({ 'SKILL.md': 'Nothing.' })).toEqual([
      expect.stringContaining('SKILL.md does not start with front matter'),
    ]);
  });
});
