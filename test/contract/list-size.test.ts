import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tool } from '@modelcontextprotocol/client';
import { listed } from '../support/listed.js';
import { opening, request } from '../support/messages.js';
import { RawHost } from '../support/raw.js';

/** Bytes of the list that a tool may cost on average: every conversation pays them. */
const AVERAGE = 900;

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
    const total = Buffer.byteLength(list);
    const sizes = tools
      .map((tool) => ({ name: tool.name, bytes: Buffer.byteLength(JSON.stringify(tool)) }))
      .sort((a, b) => b.bytes - a.bytes);
    const average = Math.round(total / tools.length);
    const heaviest = sizes.slice(0, 8).map(({ name, bytes }) => `${name} ${bytes}`);
    process.stdout.write(
      `tools/list: ${total} bytes for ${tools.length} tools, ${average} each; heaviest: ${heaviest.join(', ')}\n`,
    );
    expect(average).toBeLessThanOrEqual(AVERAGE);
  });

  it('has annotations that follow from the effect', async () => {
    const effects = new Map((await listed()).map(({ tool, effect }) => [tool, effect]));
    for (const { name, annotations } of tools) {
      const effect = effects.get(name);
      expect({ name, readOnlyHint: annotations?.readOnlyHint }).toEqual({
        name,
        readOnlyHint: effect === 'read',
      });
      if (effect !== 'read') expect(annotations?.destructiveHint).toBe(effect === 'destructive');
    }
  });

  it('is the same twice', async () => {
    host.send(request(2, 'tools/list'));
    expect((await host.answer(2)).result.tools).toEqual(tools);
  });
});
