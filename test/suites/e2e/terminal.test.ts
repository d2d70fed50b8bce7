import { describe, expect, it } from '@jest/globals';
import { opening } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { ENTRY } from '../../support/paths.js';

/** Makes the process treat its stdin as a terminal, although it is a pipe. */
const TERMINAL = {
  NODE_OPTIONS: "--import=data:text/javascript,Object.defineProperty(process.stdin,'isTTY',{value:true})",
};

describe('the server, started without a client', () => {
  it('says in one line what it waits for when that is a person at a terminal', async () => {
    const host = new RawHost({ env: TERMINAL, args: ['--sandbox'] });
    const said = await host.until(() => /^.*\n/.exec(host.stderr())?.[0]);
    expect(said).toContain('waiting for an MCP client');
    expect(said).toContain('Ctrl+C');
    expect(said).toContain(`node ${ENTRY} init`);
    host.send(...opening());
    expect((await host.answer(0)).result).toBeDefined();
    host.kill('SIGINT');
    expect(await host.finished).toMatchObject({ code: 0, stderr: said });
  });

  it('is silent when it is a client, who speaks late', async () => {
    const host = new RawHost({ args: ['--sandbox'] });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    host.send(...opening());
    expect((await host.answer(0)).result).toBeDefined();
    host.endInput();
    expect(await host.finished).toMatchObject({ code: 0, stderr: '' });
  });
});
