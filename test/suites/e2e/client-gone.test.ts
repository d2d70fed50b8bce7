import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { lines, opening, request, toolCall } from '../../support/host/messages.js';
import { parseLines, RawHost } from '../../support/host/raw.js';
import { CONFIGS, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { startFrom } from '../../support/programs/environment.js';
import { until } from '../../support/until.js';

/** Much shorter than the calls here would take, but long enough for a busy machine. */
const SOON = 20_000;

const MODERN = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

const flow = (id: string, duration: string) =>
  `id: ${id}\nnamespace: company.e2e\ntasks:\n  - id: sleep\n    type: io.kestra.plugin.core.flow.Sleep\n    duration: ${duration}\n`;
const create = (id: number, name: string, duration: string) =>
  toolCall(id, 'create_flow_from_yaml', { yaml_definition: flow(name, duration) });
const run = (id: number, flow_id: string) =>
  toolCall(id, 'execute_flow', { namespace: 'company.e2e', flow_id, wait: true, timeout: 50 });

/** A Kestra that never responds to requests for flows. */
const silentKestra = () => fakeKestra(({ url }) => (url.endsWith('/configs') ? { body: CONFIGS } : 'never'));

describe('a client that dies', () => {
  it.each([
    ['2025-06-18', opening(), undefined],
    ['2026-07-28', [], MODERN],
  ])('ends the host, whatever Kestra is waited for (%s)', async (_, hello, meta) => {
    const fake = await silentKestra();
    const host = new RawHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: fake.baseUrl } });
    host.send(...hello, toolCall(1, 'list_flows_in_namespace', { namespace: 'company' }, meta));
    await until(() => fake.seen.find(({ url }) => url.includes('/flows/')));
    const left = Date.now();
    host.leave();
    expect(await host.finished).toMatchObject({ code: 0, signal: null });
    expect(Date.now() - left).toBeLessThan(SOON);
    expect(await until(async () => ((await fake.connections()) === 0 ? 0 : undefined))).toBe(0);
  });

  it('ends the host while a run is waited for', async () => {
    const host = new RawHost({ args: ['--sandbox'] });
    host.send(...opening(), create(1, 'long', 'PT5M'));
    await host.answer(1);
    host.send(run(2, 'long'), request(3, 'ping'));
    await host.answer(3);
    const left = Date.now();
    host.leave();
    expect(await host.finished).toMatchObject({ code: 0, signal: null });
    expect(Date.now() - left).toBeLessThan(SOON);
  });

  it('ends the host at the end of a shell pipe, too', async () => {
    const fake = await silentKestra();
    const { args, ...start } = startFrom({
      cwd: fourGroups(),
      env: {
        KESTRA_BASE_URL: fake.baseUrl,
        INPUT: lines([...opening(), toolCall(1, 'list_flows_in_namespace', { namespace: 'company' })]),
      },
    });
    const began = Date.now();
    const pipe = `printf %s "$INPUT" | "$0" "$@" | head -n 1`;
    const shell = spawn('sh', ['-c', pipe, process.execPath, ...args], { ...start, stdio: 'pipe' });
    let out = '';
    shell.stdout.on('data', (chunk) => {
      out += chunk;
    });
    expect(await new Promise((resolve) => shell.once('close', resolve))).toBe(0);
    expect(parseLines(out)).toMatchObject([{ id: 0 }]);
    expect(Date.now() - began).toBeLessThan(SOON);
  });
});

describe('a client that has no more to say', () => {
  it('need not wait for the subscription that it has', async () => {
    const params = { _meta: MODERN, notifications: { toolsListChanged: true } };
    const host = new RawHost({ args: ['--sandbox'] });
    host.send(request(1, 'tools/list', { _meta: MODERN }), request(2, 'subscriptions/listen', params));
    await host.until(() => host.messages().find(({ method }) => method?.endsWith('/acknowledged')));
    const left = Date.now();
    host.endInput();
    expect(await host.finished).toMatchObject({ code: 0, signal: null });
    expect(Date.now() - left).toBeLessThan(SOON);
  });
});

describe('a script that has said all and reads on', () => {
  it('gets its answers, however often it was tried whether it is there', async () => {
    const host = new RawHost({ args: ['--sandbox'] });
    host.send(...opening(), create(1, 'short', 'PT4S'));
    await host.answer(1);
    host.send(run(2, 'short'));
    host.endInput();
    const { code, stdout } = await host.finished;
    expect(code).toBe(0);
    const answers = parseLines(stdout);
    expect(answers.map(({ id }) => id).sort()).toEqual([0, 1, 2]);
    expect(answers.find(({ id }) => id === 2)?.result.structuredContent.state.current).toBe('SUCCESS');
  });
});
