import { describe, expect, it } from '@jest/globals';
import { call, startHost } from '../../support/host/host.js';
import { lines, opening, request, toolCall } from '../../support/host/messages.js';
import { parseLines, RawHost, runHost } from '../../support/host/raw.js';
import { fixturePlugin } from '../../support/paths.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { temporaryFolder } from '../../support/temporary.js';

const NOISY_CONFIG = `
console.log('config: console.log');
console.info('config: console.info');
process.stdout.write('config: stdout.write\\n');
export default { plugins: [${JSON.stringify(fixturePlugin('noisy'))}] };
`;

function noisyFolder(): string {
  return temporaryFolder({ 'kestra-mcp.config.mjs': NOISY_CONFIG });
}

describe('stdout', () => {
  it('holds JSON-RPC alone while a configuration file and a plugin print', async () => {
    const host = new RawHost({ cwd: noisyFolder() });
    host.send(...opening(), request(1, 'tools/list'), toolCall(2, 'shout'));
    expect((await host.answer(2)).result).toMatchObject({ structuredContent: { said: 'hello' } });
    host.endInput();
    const { code, stdout, stderr } = await host.finished;
    expect(code).toBe(0);
    expect(parseLines(stdout).every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
    expect(stdout).not.toContain('console.log');
    for (const said of ['config: console.log', 'config: stdout.write', 'plugin: console.log'])
      expect(stderr).toContain(said);
    expect(stderr).toContain('handler: stdout.write');
  });

  it('holds the JSON of list alone while they print', async () => {
    const { code, stdout, stderr } = await runHost({ args: ['list', '--json'], cwd: noisyFolder() });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ tool: 'shout' }, { tool: 'stumble' }]);
    expect(stderr).toContain('plugin: stdout.write');
  });

  it('survives a plugin that throws outside of a call and forgets a rejection', async () => {
    const { client, stderr, stop } = await startHost({ cwd: noisyFolder() });
    expect((await call(client, 'stumble')).value).toEqual({ said: 'later' });
    expect((await call(client, 'shout')).value).toEqual({ said: 'hello' });
    await stop();
    expect(stderr()).toContain('thrown later');
    expect(stderr()).toContain('rejected later');
  });

  it('answers a line that is not JSON-RPC with a parse error and goes on', async () => {
    const host = new RawHost();
    host.send(...opening());
    await host.answer(0);
    host.write('this is not JSON\n');
    host.send(request(7, 'ping'));
    expect((await host.answer(7)).result).toEqual({});
    host.endInput();
    const { code, stdout } = await host.finished;
    expect(code).toBe(0);
    expect(parseLines(stdout).filter(({ error }) => error?.code === -32700)).toHaveLength(1);
  });
});

describe('a pipe', () => {
  it('gets its answers and ends with 0', async () => {
    const input = lines([...opening(), toolCall(1, 'find_flow', {}), request(2, 'tools/list')]);
    const { code, stdout, stderr } = await runHost({ cwd: fourGroups(), input });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const answers = parseLines(stdout);
    expect(answers.map(({ id }) => id).sort()).toEqual([0, 1, 2]);
    expect(answers.find(({ id }) => id === 1)?.result).toMatchObject({ isError: true });
  });

  it('ends with 0 when it is empty', async () => {
    expect(await runHost({ cwd: fourGroups(), input: '' })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('may lack the newline at its end', async () => {
    const input = lines([...opening(), request(1, 'ping')]).trimEnd();
    const { code, stdout } = await runHost({ input });
    expect(code).toBe(0);
    expect(parseLines(stdout).map(({ id }) => id)).toContain(0);
  });
});
