import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { FLOWS } from '../../../docs/generate/transcripts/scenes/flows.js';
import { ok, type RunningHost, startHost } from '../../support/host/host.js';
import { ROOT } from '../../support/paths.js';

const DEMO = join(ROOT, 'examples/demo/flows/company');

interface Call {
  tool: string;
  args: Record<string, unknown>;
  result: Record<string, unknown>;
}

/** The recorded calls on a page. Each block contains a call and its result. */
function callsOf(page: string): Call[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const recorded = [...text.matchAll(/<!-- transcript: .+? -->\n([\s\S]*?)<!-- \/transcript -->/g)];
  return recorded.flatMap(([, inside = '']) =>
    [...inside.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => {
      const [call, result] = parseAllDocuments(yaml).map((document) => document.toJS());
      const [[tool, args]] = Object.entries(call) as [[string, Record<string, unknown>]];
      return { tool, args, result };
    }),
  );
}

let host: RunningHost;

beforeAll(async () => {
  host = await startHost({ args: ['--sandbox'] });
});
afterAll(() => host.stop());

describe('the documentation shows what the tools return', () => {
  it('on its first page: a failure, and its diagnosis', async () => {
    const [listed, diagnosed, ...more] = callsOf('docs/README.md');
    expect([listed?.tool, diagnosed?.tool, more]).toEqual(['list_executions', 'diagnose_execution', []]);
    await ok(host.client, 'create_flow_from_yaml', { yaml_definition: FLOWS.nightly_import });
    const flow = { namespace: 'company', flow_id: 'nightly_import' };
    await ok(host.client, 'execute_flow', { ...flow, wait: true });
    const { results } = await ok(host.client, 'list_executions', { ...listed?.args });
    const [{ id }] = results as [{ id: string }];
    const { cause, state, compared, next } = await ok(host.client, 'diagnose_execution', {
      execution_id: id,
    });
    const shown = diagnosed?.result ?? {};
    expect(cause).toContain('No rows, no import.');
    expect(shown).toMatchObject({ cause, state, compared });
    const steps = (each: unknown) =>
      (each as { tool: string; why: string }[]).map(({ tool, why }) => [tool, why]);
    expect(steps(shown.next)).toEqual(steps(next));
  });

  it('of how flows depend on each other', async () => {
    for (const name of readdirSync(DEMO)) {
      const yaml_definition = readFileSync(join(DEMO, name), 'utf8');
      await ok(host.client, 'create_flow_from_yaml', { yaml_definition });
    }
    await ok(host.client, 'manage_flow', {
      ...{ action: 'delete', namespace: 'company', flow_id: 'nightly_import' },
    });
    const [call, ...more] = callsOf('docs/how-to/see-dependencies.md');
    expect([call?.tool, more]).toEqual(['list_namespace_dependencies', []]);
    const { result } = await ok(host.client, 'list_namespace_dependencies', { ...call?.args });
    expect(String(call?.result.result).trimEnd()).toBe(String(result).trimEnd());
  });
});
