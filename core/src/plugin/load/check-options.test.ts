import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { describeError } from '../../foundation/errors.js';
import { definePlugin } from '../author/define.js';
import { pluginOptions } from '../author/options.js';
import { describePlugin } from '../manifest/describe.js';
import { checkOptions, parseOptions, secretOptions } from './check-options.js';

const IDENTITY = { source: '@acme/sla', version: '1.2.3', file: '/p/index.js' };
const NAME = 'The plugin @acme/sla 1.2.3 (/p/index.js)';
const CORRECT = 'Correct them in its entry in `plugins`: ["its-name", { … }].';
const REFUSED = `${NAME} does not take options, but the configuration gives it owner, hours.\nRemove them from its entry in \`plugins\`.`;

const schema = z.strictObject({
  owner: z.string().min(1),
  hours: z.int().positive().default(24),
  level: z.enum(['low', 'high']).optional(),
  token: z.string().meta({ secret: true }).optional(),
  nested: z.strictObject({ deep: z.number() }).optional(),
});
const none = definePlugin({ id: 'sla' });
const plugin = definePlugin({ id: 'sla', options: schema });
const optional = definePlugin({ id: 'sla', options: schema.partial() });

/** What a start says from the manifest alone, and what the code says. */
const byManifest = (of: typeof plugin, given: Record<string, unknown>): Promise<string> =>
  checkOptions(IDENTITY, describePlugin(of, '1.2.3'), given).then(() => 'right', describeError);
const byCode = (of: typeof plugin, given: Record<string, unknown>): unknown => {
  try {
    return parseOptions(IDENTITY, of, given);
  } catch (error) {
    return describeError(error);
  }
};

describe('options', () => {
  it('are judged alike by the manifest and by the code, which fills in defaults', async () => {
    expect(await byManifest(plugin, { owner: 'data' })).toBe('right');
    expect(byCode(plugin, { owner: 'data' })).toEqual({ owner: 'data', hours: 24 });
    expect(await byManifest(optional, {})).toBe('right');
    expect(byCode(optional, {})).toEqual({ hours: 24 });
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{}, ['owner: Invalid input: expected string, received undefined']],
    [{ owner: 'a', hours: 'many' }, ['hours: Invalid input: expected number, received string']],
    [{ owner: 'a', level: 'mid' }, ['level: Invalid option: expected one of "low"|"high"']],
    [{ owner: 'a', ownr: 'b' }, ['the options: Unrecognized key: "ownr"']],
    [{ owner: 'a', nested: { deep: 'x' } }, ['nested.deep: Invalid input: expected number, received string']],
    [
      { hours: 0 },
      [
        'owner: Invalid input: expected string, received undefined',
        'hours: Too small: expected number to be >0',
      ],
    ],
  ])('%j are refused, a line for each mistake', async (given, lines) => {
    const text = [`${NAME} rejects its options.`, ...lines.map((line) => `- ${line}`), CORRECT];
    expect(await byManifest(plugin, given)).toBe(text.join('\n'));
    expect(byCode(plugin, given)).toBe(text.join('\n'));
  });

  it('are never quoted, for they may be secret', async () => {
    const given = { owner: 'a', token: ['hunter2'], level: 'hunter2', nested: { deep: 'hunter2' } };
    for (const text of [await byManifest(plugin, given), byCode(plugin, given)]) {
      expect(text).toContain('rejects its options');
      expect(text).not.toContain('hunter2');
    }
  });

  it('are refused where a plugin takes none', async () => {
    expect(await byManifest(none, { owner: 'a', hours: 1 })).toBe(REFUSED);
    expect(byCode(none, { owner: 'a', hours: 1 })).toBe(REFUSED);
    expect(await byManifest(none, {})).toBe('right');
    expect(byCode(none, {})).toEqual({});
  });

  it('that JSON Schema cannot judge are left to the code', async () => {
    const even = schema.refine(({ hours }) => hours % 2 === 0, {
      error: 'hours must be even',
      path: ['hours'],
    });
    const refined = definePlugin({ id: 'sla', options: even });
    expect(await byManifest(refined, { owner: 'a', hours: 3 })).toBe('right');
    expect(byCode(refined, { owner: 'a', hours: 3 })).toBe(
      `${NAME} rejects its options.\n- hours: hours must be even\n${CORRECT}`,
    );
    const manifest = {
      ...describePlugin(plugin, '1'),
      options: { $ref: 'http://elsewhere', type: 'object' },
    };
    await expect(checkOptions(IDENTITY, manifest, { owner: 7 })).resolves.toBeUndefined();
  });

  it('given as a class are judged by its schema', () => {
    const options = class Settings extends pluginOptions(schema) {};
    expect(byCode(definePlugin({ id: 'sla', options }), { owner: 'a' })).toEqual({ owner: 'a', hours: 24 });
  });
});

describe('secretOptions', () => {
  const secrets = (given: Record<string, unknown>, of = plugin) =>
    secretOptions(describePlugin(of, '1'), given);

  it('are the texts that the schema marks', () => {
    expect(secrets({ owner: 'data', token: 'hunter2', hours: 3 })).toEqual(['hunter2']);
    expect(secrets({ owner: 'data' })).toEqual([]);
    expect(secrets({ owner: 'data', token: 7 })).toEqual(['7']);
    expect(secrets({ token: 'hunter2' }, none)).toEqual([]);
  });

  it.each([
    ['before it is optional', z.string().meta({ secret: true }).optional()],
    ['after it is optional', z.string().optional().meta({ secret: true })],
    ['before a default', z.string().meta({ secret: true }).default('')],
    ['beside a description', z.string().meta({ secret: true }).describe('Token')],
  ])('may be marked %s', (_, token) => {
    const of = definePlugin({ id: 'sla', options: z.strictObject({ token }) });
    expect(secrets({ token: 'hunter2' }, of)).toEqual(['hunter2']);
  });
});
