import { chmodSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { cacheFolder, isOwnFolder, makeOwnFolder } from './cache-folder.js';

describe('the cache folder', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.cache/kestra-mcp'],
    ['freebsd', { XDG_CACHE_HOME: '' }, '/home/ann', '/home/ann/.cache/kestra-mcp'],
    ['linux', { XDG_CACHE_HOME: '/var/tmp/ann' }, '/home/ann', '/var/tmp/ann/kestra-mcp'],
    ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/ann', '/home/ann/.cache/kestra-mcp'],
    ['darwin', { XDG_CACHE_HOME: '/x' }, '/Users/ann', '/Users/ann/Library/Caches/kestra-mcp'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ann', 'D:\\Local\\kestra-mcp'],
    ['win32', { XDG_CACHE_HOME: 'D:\\x' }, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\kestra-mcp'],
    ['linux', {}, '', ''],
    ['linux', {}, 'nowhere', ''],
  ])('on %s under %j and the home "%s" is "%s"', (platform, env, home, folder) => {
    expect(cacheFolder({ env, platform, home: () => home })).toBe(folder);
  });

  it('is none for a user whose home cannot be told', () => {
    const home = () => {
      throw new Error('no such user');
    };
    expect(cacheFolder({ env: {}, platform: 'linux', home })).toBe('');
  });
});

describe('a folder of one’s own', () => {
  it('is made for the user alone, with those above it', () => {
    const folder = join(temporaryFolder(), 'a/b');
    expect(isOwnFolder(folder)).toBe(false);
    expect(makeOwnFolder(folder)).toBe(true);
    expect(statSync(join(folder, '..')).mode & 0o777).toBe(0o700);
    expect(isOwnFolder(folder)).toBe(true);
  });

  it('is none that others may enter, that is a link, or that cannot be made', () => {
    const place = temporaryFolder({ 'open/x': '', 'own/x': '', file: '' });
    chmodSync(join(place, 'open'), 0o750);
    chmodSync(join(place, 'own'), 0o700);
    symlinkSync(join(place, 'own'), join(place, 'link'));
    const found = ['own', 'open', 'link', 'file', 'file/below'].map((name) =>
      makeOwnFolder(join(place, name)),
    );
    expect(found).toEqual([true, false, false, false, false]);
  });
});
