import { lchownSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { realPlace } from './real-place.js';

let home: string;
let outside: string;
beforeEach(() => {
  home = temporaryFolder({ 'dotfiles/cursor/mcp.json': '{}', 'project/docs/notes.md': '' });
  outside = temporaryFolder({ file: '' });
});

function link(name: string, target: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
  return path;
}

describe('a file of the user', () => {
  it('is where it is named, with or without a link above the home', async () => {
    expect(await realPlace(join(home, '.new/mcp.json'), { home })).toBe(join(home, '.new/mcp.json'));
    symlinkSync(home, join(outside, 'home'));
    const away = { home: join(outside, 'home') };
    expect(await realPlace(join(outside, 'home/x/mcp.json'), away)).toBe(join(home, 'x/mcp.json'));
  });

  it.each([
    ['a link to a file', '.cursor/mcp.json', '../dotfiles/cursor/mcp.json', '.cursor/mcp.json'],
    ['a link to a folder', '.cursor', 'dotfiles/cursor', '.cursor/mcp.json'],
    ['a link that leads nowhere yet', '.cursor', 'dotfiles/cursor/new', '.cursor/mcp.json'],
  ])('may be %s within the home', async (_, name, target, path) => {
    link(name, target);
    const real = await realPlace(join(home, path), { home });
    expect(real).toMatch(/dotfiles\/cursor\/(new\/)?mcp\.json$/);
    expect(dirname(real).startsWith(home)).toBe(true);
  });

  it.each(['file', 'not-there', 'no/such/folder'])('may be no link out of it: %s', async (target) => {
    const path = link('.config/.env', join(outside, target));
    await expect(realPlace(path, { home })).rejects.toThrow(
      `${path} was not changed: it is a symbolic link to ${join(outside, target)}, which is outside your home`,
    );
    const way = link('.cursor', outside);
    await expect(realPlace(join(way, target), { home })).rejects.toThrow(`${way} is a symbolic link to`);
  });

  // Only root can give something away.
  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot("may be no link of somebody else's, or to what is theirs", async () => {
    const path = link('.env', 'dotfiles/.env');
    lchownSync(path, 12345, 12345);
    await expect(realPlace(path, { home })).rejects.toThrow('symbolic link');
    lchownSync(join(home, 'dotfiles/cursor'), 12345, 12345);
    await expect(realPlace(link('.b', 'dotfiles/cursor/b'), { home })).rejects.toThrow('symbolic link');
  });

  it('may be no link that leads in a circle', async () => {
    await expect(realPlace(link('a', 'a'), { home })).rejects.toThrow('ELOOP');
  });
});

describe('a file of a project', () => {
  const project = () => join(home, 'project');

  it.each([
    ['.env', 'docs/notes.md'],
    ['.env', 'docs/new'],
    ['.cursor', '../dotfiles/cursor'],
    ['.cursor', 'docs'],
  ])('may be no link, not even within it: %s to %s', async (name, target) => {
    const path = link(`project/${name}`, target);
    await expect(realPlace(path, { home, project: project() })).rejects.toThrow('it is a symbolic link');
    await expect(realPlace(join(path, 'mcp.json'), { home, project: project() })).rejects.toThrow(
      `${path} is a symbolic link`,
    );
  });

  it('may be reached by a link that the user goes through', async () => {
    const way = link('work', 'project');
    expect(await realPlace(join(way, '.env'), { home, project: way })).toBe(join(project(), '.env'));
  });
});
