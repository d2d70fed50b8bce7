import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { works } from '../../support/host/client-server.js';
import { cursors, home, right, text } from '../../support/programs/init-user.js';
import { temporaryFolder, write } from '../../support/temporary.js';

describe('places', () => {
  it('Windsurf has no file of a project: that of the user it is', async () => {
    await right(['--client', 'windsurf', '--scope', 'project']);
    await works(JSON.parse(text('.codeium/windsurf/mcp_config.json')).mcpServers.kestra);
  });

  it('takes a folder with blanks and unicode, from the working folder', async () => {
    const { code } = await right(['--folder', 'my söttings/ü "x"', '--client', 'cursor']);
    expect(code).toBe(0);
    expect(existsSync(join(home, 'my söttings/ü "x"/.env'))).toBe(true);
    await works(cursors().kestra);
  });

  it.each([
    // An empty HOME would mean the real user's home, so trust is stored elsewhere.
    ['an empty HOME', { HOME: '', KESTRA_MCP_USER_FOLDER: '/dev/null/none' }],
    ['a relative folder of settings', { XDG_CONFIG_HOME: 'settings', CODEX_HOME: '' }],
  ])('%s puts nothing into the working folder', async (_, env) => {
    const cwd = temporaryFolder();
    const printed = await right(
      ['--client', 'cursor,claude-desktop,zed,codex', '--print', '--folder', join(home, 'f')],
      env,
      cwd,
    );
    expect(printed.code).toBe(0);
    const paths = [...printed.stderr.matchAll(/ in (.*):$/gm)].map(([, path]) => path);
    expect(paths).toHaveLength(4);
    for (const path of paths) expect(path).toMatch(/^\//);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('finds the file of Claude Code where that was moved to', async () => {
    await right(['--client', 'claude-code'], { CLAUDE_CONFIG_DIR: join(home, 'elsewhere') });
    expect(existsSync(join(home, 'elsewhere/.claude.json'))).toBe(true);
  });

  it('keeps links to a folder of dotfiles at home', async () => {
    write(home, { 'dotfiles/cursor/mcp.json': '{}', 'dotfiles/kestra/.env': '', '.config/.keep': '' });
    symlinkSync('dotfiles/cursor', join(home, '.cursor'));
    symlinkSync('../dotfiles/kestra', join(home, '.config/kestra-mcp'));
    execFileSync('git', ['init', '-q', join(home, 'dotfiles')]);
    const { code, stderr } = await right(['--client', 'cursor']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    await works(cursors().kestra);
    expect(lstatSync(join(home, '.cursor')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(home, '.config/kestra-mcp')).isSymbolicLink()).toBe(true);
    expect(stderr).toContain(`Add .env to ${home}/dotfiles/kestra/.gitignore`);
    expect(stderr).toContain(`Add *.backup-* to ${home}/dotfiles/cursor/.gitignore`);
  });

  it('a folder that cannot be made is an error, and so is a client file that is a folder', async () => {
    write(home, { file: '' });
    expect((await right(['--folder', 'file'])).code).not.toBe(0);
    mkdirSync(join(home, '.cursor/mcp.json'), { recursive: true });
    const { code, stderr } = await right(['--client', 'cursor,gemini']);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('mcp.json cannot be read'),
    });
    await works(JSON.parse(text('.gemini/settings.json')).mcpServers.kestra);
  });
});

describe('a working tree of git', () => {
  it.each([
    ['would take the .env', '', true],
    ['does not take the .env', '.env\n', false],
  ])('that %s: said or not', async (_, ignored, said) => {
    execFileSync('git', ['init', '-q', home]);
    write(home, { '.gitignore': ignored });
    const { code, stderr } = await right(['--folder', '.']);
    expect(code).toBe(0);
    expect(stderr.includes(`Add .env to ${home}/.gitignore`)).toBe(said);
  });
});
