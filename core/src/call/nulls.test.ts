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
  [{ action: 'set' }, { action: 'set' }],
  [{ action: 'SET' }, { action: 'set' }],
  [{ action: 'get' }, {}],
  [{}, {}],
])('null is left out, whatever the argument may be, as for the Python server: %j', (given, meant) => {
  expect(asMeant({ ...given, ...all }, { manifest, input })).toEqual(meant);
});
