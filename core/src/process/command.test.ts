import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { command, commandOf, quoted } from './command.js';

let folder: string;
let main: string;
beforeEach(() => {
  folder = temporaryFolder({ 'clone/dist/bin.js': '', 'my app/.keep': '', 'usr/bin/.keep': '' });
  main = join(folder, 'clone/dist/bin.js');
});

const at = (path: string) => join(folder, path);
const link = (path: string): string => {
  mkdirSync(join(at(path), '..'), { recursive: true });
  symlinkSync(main, at(path));
  return at(path);
};

describe('the command of messages', () => {
  it('is what was typed in a clone, from wherever', () => {
    const typed = (cwd: string) => commandOf({ script: main, cwd: at(cwd), env: {} }, main);
    expect(typed('clone')).toBe(`node ${join('dist', 'bin.js')}`);
    expect(typed('clone/dist')).toBe('node bin.js');
    expect(typed('my app')).toBe(`node ${main}`);
  });

  it('is quoted where it has blanks', () => {
    const script = link('my app/bin.js');
    expect(commandOf({ script, cwd: at('clone'), env: {} }, main)).toBe(`node '${script}'`);
  });

  it('is npm start where that started it, and of this package alone', () => {
    const env = { npm_lifecycle_event: 'start', npm_package_name: 'kestra-mcp' };
    const typed = (given: object) => commandOf({ script: main, cwd: at('clone'), env: given as never }, main);
    expect(typed(env)).toBe('npm start --');
    // It has flags of its own, and these two come first.
    for (const first of ['init', 'trust'])
      expect(commandOf({ script: main, cwd: at('clone'), env }, main, first)).toBe(
        `node ${join('dist', 'bin.js')}`,
      );
    expect(typed({ ...env, npm_package_name: 'mine' })).toBe(`node ${join('dist', 'bin.js')}`);
  });

  it('is the name where a shell finds that', () => {
    const script = link('usr/bin/kestra-mcp');
    const PATH = ['/bin', at('usr/bin')].join(':');
    expect(commandOf({ script, cwd: folder, env: { PATH } }, main)).toBe('kestra-mcp');
    // By its path: it is found nowhere.
    expect(commandOf({ script, cwd: at('usr'), env: { PATH: '/bin' } }, main)).toBe('node bin/kestra-mcp');
  });

  it('is npx where the package is installed for this folder or one above, and only there', () => {
    const script = link('my app/node_modules/.bin/kestra-mcp');
    mkdirSync(at('my app/node_modules/kestra-mcp'));
    symlinkSync(at('clone/dist'), at('my app/node_modules/kestra-mcp/dist'));
    mkdirSync(at('my app/src'));
    const PATH = at('my app/node_modules/.bin');
    const typed = (cwd: string, given = script) =>
      commandOf({ script: given, cwd: at(cwd), env: { PATH } }, main);
    expect(typed('my app')).toBe('npx kestra-mcp');
    expect(typed('my app/src')).toBe('npx kestra-mcp');
    expect(typed('my app', at('my app/node_modules/kestra-mcp/dist/bin.js'))).toBe('npx kestra-mcp');
    // A registry would be asked.
    expect(typed('clone')).toBe(`node '${script}'`);
  });

  it('is quoted so that a shell reads what it is', () => {
    const odd = `it's "$HOME" \\ ü`;
    const script = `printf %s ${quoted(odd)}`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(odd);
    expect(quoted('/a-b/c_1.js')).toBe('/a-b/c_1.js');
    expect(quoted('C:\\a b\\c', 'win32')).toBe('"C:\\a b\\c"');
  });

  it('is the plain name in another program', () => {
    const other = { script: at('my app/server.js'), cwd: folder, env: {} };
    expect(commandOf(other, main)).toBe('kestra-mcp');
    expect(commandOf({ ...other, script: '' }, main)).toBe('kestra-mcp');
    expect(command('init', '--help')).toBe('kestra-mcp init --help');
  });
});
