import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runHost } from '../../support/host/raw.js';
import { ENTRY } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Starts the server as in a clone, where our command does not exist. */
const NODE = `node ${ENTRY}`;

describe('a command that a text names', () => {
  it.each([
    [['--help'], 0],
    [['init', '--help'], 0],
    [['trust', '--help'], 0],
    [['trust', '--nonsense'], 2],
    [['init', '--nonsense'], 2],
    [['new', 'plugin'], 2],
  ] as const)('is one that works here: %j', async (args, expected) => {
    const { code, stdout, stderr } = await runHost({ args: [...args] });
    expect(code).toBe(expected);
    expect(stdout + stderr).toContain(NODE);
    expect((stdout + stderr).replaceAll(NODE, '')).not.toMatch(
      /kestra-mcp (?:trust|init|list|doctor|new|\[|--)/,
    );
  });

  it('is one that works here: in the line about a folder that is not trusted', async () => {
    const cwd = temporaryFolder({ 'kestra-mcp.config.ts': 'export default {};', 'it is/.keep': '' });
    const { stdout } = await runHost({ cwd, env: { KESTRA_MCP_TRUST: '' }, args: ['list', '--sandbox'] });
    expect(stdout).toContain(`and to trust the folder, run: ${NODE} trust ${cwd}`);
    const asked = await runHost({ cwd: join(cwd, 'it is'), args: ['trust', '..'] });
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining(`run ${NODE} trust --yes`) });
  });
});
