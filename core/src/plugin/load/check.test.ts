import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { PluginError } from '../../foundation/errors.js';
import { checkPrompt, checkResource, checkTool } from './check.js';

const GROUP = { name: 'things', title: 'Things' };
const TOOL = {
  name: 'get_thing',
  description: 'Gets a thing.',
  effect: 'read',
  input: z.strictObject({}),
  output: z.looseObject({}),
} as const;
const RESOURCE = { name: 'report', description: 'All.', uri: 'sla://report' };
const PROMPT = { name: 'explain', description: 'Explains.' };

/** What is said of a declaration in plain JavaScript. */
const verdict = (check: (declaration: never, group: never) => void, declaration: object, group?: object) => {
  try {
    check(declaration as never, group as never);
    return 'right';
  } catch (error) {
    expect(error).toBeInstanceOf(PluginError);
    return (error as Error).message;
  }
};

describe('checkTool', () => {
  it('takes a declaration that TypeScript would let pass', () => {
    expect(verdict(checkTool, TOOL, GROUP)).toBe('right');
    const actions = { get: { effect: 'read' }, drop: { effect: 'destructive' } };
    expect(verdict(checkTool, { ...TOOL, effect: undefined, actions }, GROUP)).toBe('right');
  });

  it.each<[string, object, object | undefined]>([
    ['needs a zod schema as its `input`', { input: { a: 1 } }, GROUP],
    ['needs a zod schema as its `output`', { output: undefined }, GROUP],
    ['has the effect "rad", but it must be one of read, write, destructive', { effect: 'rad' }, GROUP],
    [
      'has the effect "undefined", but it must be one of read, write, destructive',
      { effect: undefined },
      GROUP,
    ],
    [
      'has the effect "rad", but it must be one of read, write, destructive',
      { switches: { really: { effect: 'rad' } } },
      GROUP,
    ],
    ['has `actions` that is not an object', { effect: undefined, actions: ['get'] }, GROUP],
    ['has an action "a:b"', { effect: undefined, actions: { 'a:b': { effect: 'read' } } }, GROUP],
    [
      'has the effect "undefined", but it must be one of read, write, destructive',
      { switches: { really: null } },
      GROUP,
    ],
    ['has a `compact` that is neither true nor false', { compact: 'yes' }, GROUP],
    [
      'has the effect "odd", but it must be one of read, write, destructive',
      { effect: undefined, actions: { go: { effect: 'odd' } } },
      GROUP,
    ],
  ])('says that it %s', (says, wrong, group) => {
    expect(verdict(checkTool, { ...TOOL, ...wrong }, group)).toBe(`The tool "get_thing" ${says}.`);
  });
});

it.each([null, 5, {}, { state: {}, look: () => ({}) }, { state: z.object({}), look: 'no' }])(
  'a `task` that is none is told: %j',
  (task) => {
    expect(verdict(checkTool, { ...TOOL, task }, GROUP)).toMatch(/^The tool "\w+" has an invalid `task`\./);
    const right = { state: z.object({}), look: () => ({}), goesOn: () => '' };
    expect(verdict(checkTool, { ...TOOL, task: right }, GROUP)).toBe('right');
  },
);

describe('checkResource', () => {
  it.each([
    'sla://report',
    'a+b.c-1:x',
    'SLA://x',
    'sla://{namespace}/{flow_id}?q={q}',
    'sla:{_}',
    'sla://{a}/{+path}',
  ])('takes %s', (uri) => {
    expect(verdict(checkResource, { ...RESOURCE, uri }, GROUP)).toBe('right');
  });

  it.each([
    ['report', 'needs a `uri` that starts with a scheme, such as sla://report'],
    ['{scheme}://report', 'needs a `uri` that starts with a scheme, such as sla://report'],
    ['1a://x', 'needs a `uri` that starts with a scheme, such as sla://report'],
    ['sla://a b', 'has a `uri` with spaces or control characters'],
    ['sla://\u001b[31m', 'has a `uri` with spaces or control characters'],
    [5, 'needs a `uri` that starts with a scheme, such as sla://report'],
    [undefined, 'needs a `uri` that starts with a scheme, such as sla://report'],
    ['sla://{+path}/x', 'has a `uri` with something other than a name in braces'],
    ['sla://{path*}', 'has a `uri` with something other than a name in braces'],
    ['sla://{a,b}', 'has a `uri` with something other than a name in braces'],
    ['sla://{}', 'has a `uri` with something other than a name in braces'],
    ['sla://{a', 'has a `uri` with something other than a name in braces'],
    ['sla://a}', 'has a `uri` with something other than a name in braces'],
  ])('says of %s that it %s', (uri, says) => {
    expect(verdict(checkResource, { ...RESOURCE, uri }, GROUP)).toBe(`The resource "report" ${says}.`);
  });
});

it('a `mimeType` that is no text is told', () => {
  expect(verdict(checkResource, { ...RESOURCE, mimeType: 5 }, GROUP)).toBe(
    'The resource "report" has a `mimeType` that is not a string.',
  );
});

it.each([undefined, null, 5, 'text', {}])('%p is no declaration', (declaration) => {
  for (const check of [checkTool, checkResource, checkPrompt])
    expect(verdict(check, declaration as object, GROUP)).toMatch(/^The \w+ "undefined" needs a name of /);
});

it.each([
  ['a\u001b[2Jb', String.raw`"a\u001b[2Jb"`],
  ['a\u009b2Jb', String.raw`"a\u009b2Jb"`],
  ['a\u202eb', String.raw`"a\u202eb"`],
  ['a\nb', String.raw`"a\nb"`],
])('a name with control characters is told with none of them: %j', (name, told) => {
  expect(verdict(checkTool, { ...TOOL, name }, GROUP)).toMatch(/^The tool "a[^\p{C}]* needs a name of/u);
  expect(verdict(checkTool, { ...TOOL, name }, GROUP)).toContain(told);
});

describe('checkPrompt', () => {
  it('takes one with a schema and one without', () => {
    expect(verdict(checkPrompt, PROMPT, GROUP)).toBe('right');
    expect(verdict(checkPrompt, { ...PROMPT, input: z.strictObject({}) }, GROUP)).toBe('right');
  });

  it('says that its input must be a schema', () => {
    expect(verdict(checkPrompt, { ...PROMPT, input: { a: 'text' } }, GROUP)).toBe(
      'The prompt "explain" needs a zod schema as its `input`.',
    );
  });
});

describe.each([
  ['tool', checkTool, TOOL],
  ['resource', checkResource, RESOURCE],
  ['prompt', checkPrompt, PROMPT],
] as const)('a %s', (kind, check, good) => {
  it.each<[string, object, object | undefined]>([
    ['needs a name of 1 to 64 letters, digits, underscores and hyphens', { name: 'bad name!' }, GROUP],
    ['needs a name of 1 to 64 letters, digits, underscores and hyphens', { name: '' }, GROUP],
    ['needs a name of 1 to 64 letters, digits, underscores and hyphens', { name: 'x'.repeat(65) }, GROUP],
    ['needs a `group` with a `name`', {}, undefined],
    ['needs a `group` with a `name`', {}, { title: 'Things' }],
    ['needs a `description`', { description: undefined }, GROUP],
    ['has a `title` that is not a string', { title: 5 }, GROUP],
    ['has a `title` that is not a string', { title: null }, GROUP],
    ['has the edition "OSS", but it must be EE or be left out', { edition: 'OSS' }, GROUP],
    ['has an `optIn` that is neither true nor false', { optIn: 'yes' }, GROUP],
    [
      'has the group "a b", but a group name must have 1 to 64 letters, digits, underscores and hyphens',
      {},
      { ...GROUP, name: 'a b' },
    ],
    ['has the group "things", which needs a `title`', {}, { name: 'things' }],
    [
      'has the group "things", which has a `instructions` that is not a string',
      {},
      { ...GROUP, instructions: 5 },
    ],
  ])('%s', (says, wrong, group) => {
    const declaration = { ...good, ...wrong };
    expect(verdict(check, declaration, group)).toBe(
      `The ${kind} "${declaration.name.length > 64 ? `${declaration.name.slice(0, 64)}…` : declaration.name}" ${says}.`,
    );
  });
});
