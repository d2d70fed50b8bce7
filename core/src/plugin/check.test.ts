import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { checkTool } from './check-tool.js';
import type { ToolDeclaration } from './declaration.js';

const GROUP = { name: 'things', title: 'Things' };
const good = {
  name: 'get_thing',
  description: 'Gets a thing.',
  effect: 'read',
  input: z.strictObject({}),
  output: z.looseObject({}),
} as const;

it('a declaration that TypeScript would let pass is right', () => {
  expect(() => checkTool(good, GROUP)).not.toThrow();
});

it.each<[string, object, object | undefined]>([
  ['needs a name of letters', { name: 'bad name!' }, GROUP],
  ['needs a `group` with a `name`', {}, undefined],
  ['needs a `description`', { description: undefined }, GROUP],
  ['needs a zod schema as `input`', { input: { a: 1 } }, GROUP],
  ['needs a zod schema as `output`', { output: undefined }, GROUP],
  ['has the effect "rad"', { effect: 'rad' }, GROUP],
  ['has the effect "undefined"', { effect: undefined }, GROUP],
  ['has the effect "rad"', { switches: { really: { effect: 'rad' } } }, GROUP],
  ['has the effect "odd"', { effect: undefined, actions: { go: { effect: 'odd' } } }, GROUP],
])('in plain JavaScript it %s', (says, wrong, group) => {
  const tool = { ...good, ...wrong } as unknown as ToolDeclaration;
  expect(() => checkTool(tool, group as typeof GROUP)).toThrow(says);
});
