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
  description: 'One thing of those there are.',
  effect: 'read' as const,
  input: z.strictObject({ id: described }),
  output: z.looseObject({}),
  handler: () => ({}),
};

const problems = (changes: object, of: object = {}) =>
  checkPlugin(definePlugin({ id: 'things', tools: [defineTool({ ...good, ...changes } as never)], ...of }));

const PAGE = '<!doctype html><style>a{background:url(data:,x)}</style><a href="#x">x</a>';

it('looks at the pages of tools, where they are', () => {
  const of = (html: string) =>
    checkPlugin(definePlugin({ id: 'things', tools: [defineTool({ ...good, ui: './thing.html' })] }), {
      folder: temporaryFolder({ 'thing.html': html }),
    });
  expect(of(PAGE)).toEqual([]);
  expect(of(`${PAGE}<script src="https://cdn.example/x.js"></script>`)).toEqual([
    expect.stringMatching(/^the page thing.html loads something from outside/),
  ]);
  expect(of(`${PAGE}<style>@import "x.css";</style>`)).toEqual([expect.stringMatching(/outside/)]);
  expect(of('<p>x')).toEqual(['the page thing.html does not begin with <!doctype html>.']);
  expect(of(PAGE.padEnd(200_000))).toEqual(['the page thing.html has 200000 bytes; it may have 153600.']);
  for (const out of ['<img srcset="https://x/y.png 2x">', `<script>fetch('https://x/y')</script>`])
    expect(of(PAGE + out)).toEqual([
      expect.stringMatching(/^the page thing.html loads something from outside/),
    ]);
  const ofNone = { folder: temporaryFolder() };
  const plugin = definePlugin({ id: 'things', tools: [defineTool({ ...good, ui: 'thing.html' })] });
  expect(checkPlugin(plugin, ofNone)).toEqual([
    expect.stringMatching(/^the page thing.html is not there: .*thing.html.$/),
  ]);
  expect(checkPlugin(plugin)).toEqual([]);
  const folder = temporaryFolder({ 'secret.html': PAGE, 'plugin/index.js': '', 'other/thing.html/x': '' });
  symlinkSync(join(folder, 'secret.html'), join(folder, 'plugin/thing.html'));
  expect(checkPlugin(plugin, { folder: join(folder, 'plugin') })).toEqual([
    expect.stringMatching(/^the page thing.html is a link to a place outside of the plugin: /),
  ]);
  expect(checkPlugin(plugin, { folder: join(folder, 'other') })).toEqual([
    expect.stringMatching(/^the page thing.html is no file: /),
  ]);
});

it('has nothing to say of a good plugin', () => {
  expect(checkPlugin(slaPlugin)).toEqual([]);
  expect(problems({})).toEqual([]);
});

it.each([
  [{ name: 'getThing' }, 'getThing is not named verb_noun, in snake_case.'],
  [{ name: 'thing' }, 'thing is not named verb_noun, in snake_case.'],
  [{ description: 'A thing.' }, 'get_thing is described in 8 characters; take 20 to 350.'],
  [{ description: 'x'.repeat(351) }, 'get_thing is described in 351 characters; take 20 to 350.'],
  [{ description: ' ' }, 'get_thing has no description.'],
  [{ input: z.strictObject({ id: z.string() }) }, 'the argument "id" of get_thing has no description.'],
  [{ input: z.object({ id: described }) }, /^get_thing lets arguments pass .* z.strictObject/],
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
])('says what is wrong with a tool: %j', (changes, problem) => {
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
  [{ tone: ['dry', 'wry'] }, ['explain completes "tone" with "wry", which its input refuses.']],
  [{ id: [] }, ['explain completes "id" with an empty list.']],
  [{ id: ['a', 'a'] }, ['explain completes "id" with a value that is there twice.']],
  [{ id: ['a\u001b'] }, ['explain completes "id" with "a\\u001b", which no client can show.']],
  [{ days: ['1'] }, ['The prompt "explain" completes "days", which is not one of its arguments.']],
])('says what is wrong with what completes a prompt: %j', (complete, says) => {
  expect(problems({}, { prompts: [definePrompt({ ...prompt, complete } as never)] })).toEqual(says);
});

it('says what is wrong with what completes a resource, in its code or its manifest', () => {
  const resources = [defineResource({ ...resource, complete: { id: [''] } })];
  const definition = definePlugin({ id: 'things', resources });
  expect(checkPlugin(definition)).toEqual(['thing completes "id" with "", which no client can show.']);
  const manifest = describePlugin(definition, '1.0.0');
  const [described] = manifest.resources;
  if (described) described.complete = { day: true };
  expect(checkPlugin(manifest)).toEqual(['thing completes "day" which its `uri` has no braces for.']);
});

it.each([
  [z.union([described, z.array(described)]), '"id" has "anyOf"'],
  [z.unknown(), '"id" allows any value'],
  [z.object({ deep: z.array(z.any()) }), '"id.deep.[]" allows any value'],
])('wants arguments that every client takes', (field, what) => {
  const input = z.strictObject({ id: field.describe('Text.') });
  expect(problems({ input })).toEqual([`get_thing takes what some clients refuse the list for: ${what}.`]);
});

it('wants no union at the root of an input', () => {
  const input = z.union([z.strictObject({ id: described }), z.strictObject({})]);
  expect(problems({ input })).toEqual([
    'The tool "get_thing" needs an object as its `input`, but the schema is a union or an intersection ("anyOf").\n' +
      'Use a single z.strictObject({ … }). Make an argument that only some calls take .optional().',
  ]);
});

it.each([
  [null, 'This is neither a plugin nor a manifest: it is not an object.'],
  [undefined, 'This is neither a plugin nor a manifest: it is not an object.'],
  [{}, 'This is neither a plugin nor a manifest: it has no `id`.'],
  [Promise.resolve(), 'This is a promise of a plugin: await it.'],
])('says what is no plugin: %p', (given, says) => {
  expect(checkPlugin(given as never)).toEqual([says]);
});

it.each([
  { tools: null },
  { tools: [null] },
  { groups: 'abc' },
  { providers: [5] },
  { options: 5 },
  { id: 5 },
])('says in words what is wrong with the shape of a plugin: %j', (odd) => {
  const [first, ...rest] = problems({}, odd);
  expect(rest).toEqual([]);
  expect(first).toMatch(/^The plugin (has|needs) /);
});

it.each([
  [{ read: { effect: 'read' } }, 'get_thing has an action "drop" without an effect.'],
  [
    { read: { effect: 'read' }, drop: { effect: 'write' }, more: { effect: 'write' } },
    'get_thing declares the action "more", which its parameter "action" does not take.',
  ],
  [
    { read: { effect: 'read', requires: ['id'] }, drop: { effect: 'write', accepts: ['why'] } },
    'get_thing names "why" in its action "drop", which is no parameter of it.',
  ],
])('holds actions to the parameters: %j', (actions, problem) => {
  const input = z.strictObject({ action: z.enum(['read', 'drop']), id: described.optional() });
  expect(problems({ input, actions, effect: undefined })).toEqual([problem]);
});

it('misses the parameter of actions, and that of a switch', () => {
  expect(problems({ actions: { read: { effect: 'read' } }, effect: undefined })).toEqual([
    'get_thing has actions, but no parameter "action".',
  ]);
  expect(problems({ switches: { save: { effect: 'write' } } })).toEqual([
    'get_thing names "save" in its action "save", which is no parameter of it.',
  ]);
});

it('looks at options, at other features, and at names', () => {
  const report = { group, name: 'get_thing', uri: 'a://b', description: '', handler: () => '' };
  expect(
    problems({}, { options: z.strictObject({ a: z.string() }), resources: [defineResource(report)] }),
  ).toEqual([
    'get_thing has no description.',
    'get_thing is declared twice: one of them would never be called.',
    'the option "a" has no description.',
  ]);
});

it('weighs the list', () => {
  const tools = [defineTool(good)];
  const heavy = checkPlugin(definePlugin({ id: 'things', tools }), { bytesPerTool: 100 });
  expect(heavy).toEqual([
    expect.stringMatching(
      /^the list has \d+ bytes for 1 tools, more than 100 each; the largest is get_thing with \d+\.$/,
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

  it('are fine with links that lead somewhere', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['links in a.md to b.md, which is not there.', { 'a.md': '[b](b.md)' }],
    ['links in a.md to ../../x.md, which is outside of its folder.', { 'a.md': '[x](../../x.md)' }],
    [
      'links in more/form.md to /etc/passwd, which is outside of its folder.',
      { 'more/form.md': '[x](/etc/passwd)' },
    ],
    ['has a.md of 16001 bytes, more than 16000: part it.', { 'a.md': 'x'.repeat(16_001) }],
  ])('%s', (says, files) => {
    expect(problemsOf(files)).toEqual([`the skill review-orders ${says}`]);
  });

  it('say when to use them, and are read as clients read them', () => {
    expect(problemsOf({}, 'Orders.')).toEqual([
      'the skill review-orders is described in few words: say what it does, and when to use it.',
    ]);
    expect(problemsOf({ 'SKILL.md': 'Nothing.' })).toEqual([
      expect.stringContaining('SKILL.md does not start with front matter'),
    ]);
  });
});
