import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { opening, request } from '../../support/host/messages.js';
import { RawHost, runHost } from '../../support/host/raw.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';
import { json, to } from './way.js';

const TRUSTED = {
  ...to('127.0.0.1:1'),
  plugins: ['flow', 'kv', 'execution'],
  tools: { disable: ['replay'] },
};
const EDITED = {
  kestra: { baseUrl: 'http://127.0.0.1:1/other' },
  plugins: ['./p.mjs'],
  tools: { disable: ['kv'], readOnly: true },
};

/** A server in a trusted folder that the test changes while the server runs. */
async function running() {
  const cwd = temporaryFolder(json(TRUSTED));
  const start = { cwd, env: { KESTRA_MCP_USER_FOLDER: temporaryFolder(), KESTRA_MCP_TRUST: '' } };
  expect(await runHost({ ...start, args: ['trust', '--yes'] })).toMatchObject({ code: 0 });
  const host = new RawHost(start);
  host.send(...opening());
  let id = 0;
  const names = async () => {
    const own = ++id;
    host.send(request(own, 'tools/list'));
    return (await host.answer(own)).result.tools.map((tool: { name: string }) => tool.name) as string[];
  };
  const says = (text: string) =>
    until(
      () => (host.stderr().includes(text) ? true : undefined),
      () => host.stderr(),
    );
  const file = join(cwd, 'kestra-mcp.config.json');
  const end = () => {
    host.endInput();
    return host.finished;
  };
  return { cwd, start, host, names, says, file, end };
}

describe('a folder that was trusted', () => {
  it('tightens at once when it changes while the server runs, and nothing else', async () => {
    const { cwd, names, says, file, host, end } = await running();
    expect(await names()).toContain('manage_kv_store');
    writeFileSync(file, JSON.stringify(EDITED));
    await says('has changed since you trusted it');
    const after = await names();
    expect(after).toContain('search_flows');
    expect(after).not.toContain('manage_kv_store');
    expect(after).not.toContain('execute_flow');
    expect(host.stderr()).toContain(` trust ${cwd}`);
    await end();
  });

  it('tightens also when its file was gone for a while', async () => {
    const { names, says, file, end } = await running();
    await names();
    rmSync(file);
    await says('was removed or is no longer a configuration');
    writeFileSync(file, JSON.stringify(EDITED));
    await says('has changed since you trusted it');
    expect(await names()).not.toContain('manage_kv_store');
    await end();
  });

  it('that is trusted no more tightens after an edit, and says less after SIGHUP', async () => {
    const { start, names, says, file, host, end } = await running();
    await names();
    expect(await runHost({ ...start, args: ['trust', '--revoke'] })).toMatchObject({ code: 0 });
    writeFileSync(file, JSON.stringify(EDITED));
    await says('is not trusted');
    const edited = await names();
    expect(edited).toContain('search_flows');
    expect(edited).not.toContain('manage_kv_store');
    writeFileSync(file, JSON.stringify({ ...EDITED, tools: {} }));
    host.kill('SIGHUP');
    // Without the folder's list, the bundled plugins are loaded.
    await until(async () => ((await names()).includes('list_namespaces') ? true : undefined));
    await end();
  });
});
