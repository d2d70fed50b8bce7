import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tool } from '@modelcontextprotocol/client';
import { listed } from '../../support/host/listed.js';
import { opening, request } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { ROOT } from '../../support/paths.js';
import { firstPartyTools, PEER_TOOLS } from '../../support/plugins/first-party.js';
import { type Costs, costs, growth } from './costs.js';

/** Average bytes that a tool may add to the list, because every conversation pays for them. */
const AVERAGE = 960;
/** How much the list may grow over the accepted size. */
const MOST_GROWTH = 0.05;
const ACCEPTED: Costs = JSON.parse(readFileSync(join(ROOT, 'test/suites/contract/tokens.json'), 'utf8'));

/** The maximum number of tools without any configuration. */
const MOST_TOOLS = 37;
const MOST_BYTES = 36_000;
const MOST_INSTRUCTIONS = 2_048;

let host: RawHost;
let list = '';
let tools: Tool[] = [];

beforeAll(async () => {
  host = new RawHost();
  host.send(...opening(), request(1, 'tools/list'));
  const { result } = await host.answer(1);
  tools = result.tools;
  list = JSON.stringify(result);
});

afterAll(async () => {
  host.endInput();
  await host.finished;
});

describe('the default tools/list', () => {
  it(`costs at most ${AVERAGE} bytes a tool on average`, () => {
    expect(Math.round(Buffer.byteLength(list) / tools.length)).toBeLessThanOrEqual(AVERAGE);
  });

  it('costs about what was accepted', () => {
    const { share, grown } = growth(ACCEPTED, costs(tools));
    const names = grown.map(({ name, bytes }) => `${name} (+${bytes})`).join(', ');
    const problem = `The list has grown by ${(share * 100).toFixed(1)} %: ${names}. npm run tokens -- --accept takes it on.`;
    expect(share > MOST_GROWTH ? problem : '').toBe('');
  });

  it('has annotations that follow from the effect', async () => {
    const effects = new Map((await listed()).map(({ tool, effect }) => [tool, effect]));
    for (const { name, annotations } of tools) {
      const effect = effects.get(name);
      expect({ name, annotations }).toEqual({
        name,
        annotations: { readOnlyHint: effect === 'read', destructiveHint: effect === 'destructive' },
      });
    }
  });

  it(`has at most ${MOST_TOOLS} tools and ${MOST_BYTES} bytes, and instructions of ${MOST_INSTRUCTIONS} characters`, async () => {
    expect(tools.length).toBeLessThanOrEqual(MOST_TOOLS);
    expect(Buffer.byteLength(JSON.stringify(tools))).toBeLessThanOrEqual(MOST_BYTES);
    const { instructions } = (await host.answer(0)).result;
    expect(instructions.length).toBeLessThanOrEqual(MOST_INSTRUCTIONS);
  });

  it('is the same twice', async () => {
    host.send(request(2, 'tools/list'));
    expect((await host.answer(2)).result.tools).toEqual(tools);
  });
});

describe('a preset', () => {
  const listOf = async (preset: string): Promise<{ tools: Tool[]; instructions: string }> => {
    // With an explicit preset, so that the list does not wait for the instance.
    const one = new RawHost({ args: ['--sandbox=ee-2.0', '--preset', preset, '--enable', 'ee'] });
    one.send(...opening(), request(1, 'tools/list'));
    const [begun, list] = [await one.answer(0), await one.answer(1)];
    one.endInput();
    await one.finished;
    return { tools: list.result.tools, instructions: begun.result.instructions };
  };
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).sort();
  const takeAnEcho = (all: readonly Tool[]) =>
    names(all.filter(({ inputSchema }) => Object.hasOwn(inputSchema.properties ?? {}, 'confirm')));

  it('"python" has the names of the Python server, and asks for no confirmation', async () => {
    const python = await listOf('python');
    expect(names(python.tools)).toEqual(names(PEER_TOOLS));
    expect(takeAnEcho(tools)).not.toEqual([]);
    expect(takeAnEcho(python.tools)).toEqual([]);
  });

  it('"full" has all there is', async () => {
    const full = await listOf('full');
    expect(names(full.tools)).toEqual(names(await firstPartyTools()));
    expect(full.instructions.length).toBeLessThanOrEqual(MOST_INSTRUCTIONS);
  });
});
