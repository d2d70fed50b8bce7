import { expect, it } from '@jest/globals';
import * as z from 'zod';
import type { ToolManifest } from '../plugin/manifest/manifest.js';
import { asMeant } from './as-meant.js';

const input = z.strictObject({
  action: z.enum(['set', 'get']).default('get'),
  any: z.unknown().optional(),
  text: z.string().nullish(),
  more: z.unknown().optional(),
});
const manifest: ToolManifest = {
  ...{ name: 'keep', group: 'g', description: 'D.', effect: 'write', outputSchema: { type: 'object' } },
  inputSchema: z.toJSONSchema(input, { io: 'input' }) as ToolManifest['inputSchema'],
  actions: [
    { name: 'set', effect: 'write', requires: ['any', 'text'], accepts: ['more'] },
    { name: 'get', effect: 'read' },
  ],
};
const all = { any: null, text: null, more: null };

it.each([
  [{ action: 'set' }, { action: 'set', any: null }],
  [{ action: 'SET' }, { action: 'set', any: null }],
  [{ action: 'get' }, {}],
  [{}, {}],
])('null is a value only where the action needs one and any will do: %j', (given, meant) => {
  expect(asMeant({ ...given, ...all }, { manifest, input })).toEqual(meant);
});
