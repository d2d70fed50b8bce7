import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ok, startHost } from '../../support/host/host.js';
import { ROOT } from '../../support/paths.js';

const FLOWS = join(ROOT, 'examples/demo/flows/company');
const PAGE = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
const [, TRANSCRIPT = ''] = /<!-- transcript -->\n```text\n([\s\S]*?)```/.exec(PAGE) ?? [];
/** Behind each sentence the call, and the answer up to the next one. */
const TURNS = [...TRANSCRIPT.matchAll(/^> .*\n\n {2}(\w+) (\{.*\})\n\n([\s\S]*?)(?=\n+> |$(?![\s\S]))/gm)];

describe('the first page of the documentation', () => {
  it('shows what the tools answer', async () => {
    const { client, stop } = await startHost({ args: ['--sandbox'] });
    for (const name of readdirSync(FLOWS).sort()) {
      const yaml_definition = readFileSync(join(FLOWS, name), 'utf8');
      await ok(client, 'create_flow_from_yaml', { yaml_definition });
    }
    expect(TURNS.length).toBeGreaterThan(1);
    for (const [, tool = '', args = '', shown = ''] of TURNS) {
      const answer = await ok(client, tool, JSON.parse(args));
      const given = shown.startsWith('{')
        ? JSON.parse(shown)
        : { [shown.slice(0, shown.indexOf(':'))]: shown.slice(shown.indexOf('\n') + 1).trimEnd() };
      expect([tool, trimmed(answer)]).toEqual([tool, given]);
    }
    await stop();
  });
});

/** Markdown ends a text where its last line does. */
function trimmed(answer: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(answer).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trimEnd() : value,
  ]);
  return Object.fromEntries(entries);
}
