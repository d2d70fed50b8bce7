import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { describeError } from '../../foundation/errors.js';
import { Prompt, Resource, ToolGroup } from '../author/decorators.js';
import { definePlugin, definePrompt, defineResource } from '../author/define.js';
import { describePlugin } from './describe.js';

const group = { name: 'g', title: 'G' };
const text = z.string().describe('Text');
const PROMPT = {
  group,
  name: 'explain',
  description: 'D.',
  input: z.strictObject({ run: text, lines: text }),
};
const RESOURCE = { group, name: 'report', description: 'D.', uri: 'x://{a}/{b}' } as const;

describe('what completes an argument', () => {
  it('is said by the manifest: values, or that the plugin has code for it', () => {
    @ToolGroup(group)
    class Reports {
      @Prompt({
        ...PROMPT,
        input: z.strictObject({
          run: text,
          mood: z.enum(['dry', 'kind']),
          tone: z.enum(['a', 'b']),
          last: text,
        }),
        complete: { run: () => ['x'], tone: ['b'] },
      })
      explain() {
        return '';
      }

      @Resource({ ...RESOURCE, complete: { a: ['1', '2'], b: async () => ({ values: [] }) } })
      report() {
        return '';
      }
    }
    const { prompts, resources } = describePlugin(definePlugin({ id: 'p', groups: [Reports] }), '1');
    expect(prompts[0]?.arguments.map(({ name, complete }) => [name, complete])).toEqual([
      ['run', true],
      ['mood', ['dry', 'kind']],
      ['tone', ['b']],
      ['last', undefined],
    ]);
    expect(resources[0]?.complete).toEqual({ a: ['1', '2'], b: true });
  });

  it.each<[object, string]>([
    [{ complete: { dog: () => [] } }, 'completes "dog", which is not one of its arguments'],
    [
      { complete: { run: 'all' } },
      'completes "run" with something that is neither a function nor a list of strings',
    ],
    [
      { complete: { run: [1] } },
      'completes "run" with something that is neither a function nor a list of strings',
    ],
    [{ complete: [() => []] }, 'has a `complete` that is not an object'],
  ])('that is nothing which could is refused: %j', (wrong, says) => {
    const prompt = definePrompt({ ...PROMPT, ...wrong, handler: () => '' });
    const read = () => describePlugin(definePlugin({ id: 'p', prompts: [prompt] }), '1');
    expect(read).toThrow(`The prompt "explain" ${says}.`);
  });

  it('of a resource is a name in its braces', () => {
    const resource = defineResource({
      ...RESOURCE,
      ...({ complete: { c: ['1'] } } as object),
      handler: () => '',
    });
    const read = () => describePlugin(definePlugin({ id: 'p', resources: [resource] }), '1');
    expect(read).toThrow('The resource "report" completes "c", which is not one of its arguments.');
  });
});

describe('a resource that is followed', () => {
  const manifest = (more: object) => {
    const resource = defineResource({ ...RESOURCE, ...more, handler: () => '' });
    try {
      return describePlugin(definePlugin({ id: 'p', resources: [resource] }), '1').resources[0];
    } catch (error) {
      return describeError(error);
    }
  };

  it.each<[object, object]>([
    [{ watch: true }, { watch: { everyMs: 10_000 } }],
    [{ watch: {} }, { watch: { everyMs: 10_000 } }],
    [
      { watch: { everyMs: 1_000 }, ttlMs: 0 },
      { watch: { everyMs: 1_000 }, ttlMs: 0 },
    ],
  ])('says how: %j', (more, described) => {
    expect(manifest(more)).toMatchObject(described);
    expect(manifest({})).not.toHaveProperty('watch');
  });

  const ODD = 'has a `watch` that is neither true nor { everyMs } with a value from 1000 to 86400000';
  it.each<[object, string]>([
    [{ watch: { everyMs: 999 } }, ODD],
    [{ watch: { everyMs: 1e12 } }, ODD],
    [{ watch: { everyMs: '5' } }, ODD],
    [{ watch: false }, ODD],
    [{ watch: null }, ODD],
    [{ ttlMs: 'long' }, 'has a `ttlMs` that is not a number of milliseconds'],
    [{ ttlMs: -1 }, 'has a `ttlMs` that is not a number of milliseconds'],
  ])('is refused where it says it oddly: %j', (more, says) => {
    expect(manifest(more)).toBe(`The resource "report" ${says}.`);
  });
});
