import { symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { PASSWORD } from './entry.js';
import {
  addressInContainer,
  defaultLaunch,
  entryFor,
  IMAGE,
  possibleLaunches,
  thisMachine,
} from './launch.js';

const linux = { platform: 'linux', installed: ['/n/node', '/h/bin.js'] } as const;

describe('entryFor', () => {
  const told = { folder: '/conf', file: '/conf/kestra-mcp.config.json' };

  it('starts this installation with its configuration', () => {
    const { command, args } = entryFor('installed', told, linux);
    expect([command, ...args]).toEqual(['/n/node', '/h/bin.js', '--config', told.file]);
  });

  it.each([
    ['linux', ['npx', '--prefix', '/', '-y', 'kestra-mcp', '--config', told.file]],
    ['win32', ['cmd', '/c', 'npx', '--prefix', '/', '-y', 'kestra-mcp', '--config', told.file]],
  ] as const)('starts the package by npx on %s', (platform, words) => {
    const { command, args } = entryFor('npx', told, { ...linux, platform });
    expect([command, ...args]).toEqual(words);
  });

  it('starts the image with the folder as its user may read it, and names of variables alone', () => {
    const secret = { ...told, env: { KESTRA_BASE_URL: 'http://localhost:8080' }, secrets: [PASSWORD] };
    const { command, args, env } = entryFor('docker', secret, { ...linux, user: '1000:1000' });
    expect([command, ...args].join(' ')).toBe(
      `docker run -i --rm --add-host host.docker.internal:host-gateway --user 1000:1000 -v /conf:/config:ro -e KESTRA_BASE_URL -e KESTRA_PASSWORD ${IMAGE}`,
    );
    expect(env).toEqual({ KESTRA_BASE_URL: 'http://host.docker.internal:8080' });
  });
});

describe('addressInContainer', () => {
  it.each([
    ['http://localhost:8080/api/v1', 'http://host.docker.internal:8080/api/v1'],
    ['https://127.0.0.1', 'https://host.docker.internal'],
    ['http://[::1]:1/x', 'http://host.docker.internal:1/x'],
    ['http://localhost.example.com/', 'http://localhost.example.com/'],
    ['https://kestra.example.com/localhost', 'https://kestra.example.com/localhost'],
  ])('%s is %s', (address, expected) => {
    expect(addressInContainer(address)).toBe(expected);
  });
});

describe('thisMachine', () => {
  it('finds this Node on the PATH, and else names it by its own path', () => {
    expect(thisMachine({ PATH: '/nowhere' }).installed[0]).toBe(process.execPath);
    expect(thisMachine(process.env).installed[1]).toMatch(/bin\.js$/);
  });

  it('takes no link that goes with a shell, and none of the working folder', () => {
    const folder = temporaryFolder({ 'fnm_multishells/1/bin/x': '', 'bin/x': '' });
    const [shell, own] = ['fnm_multishells/1/bin', 'bin'].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    for (const each of [shell, own]) symlinkSync(process.execPath, join(each, 'node'));
    const PATH = ['', 'bin', shell, own].join(delimiter);
    expect(thisMachine({ PATH }).installed[0]).toBe(join(own, 'node'));
  });
});

describe('what is not released', () => {
  it('is started by this installation alone, wherever that lies', () => {
    expect(possibleLaunches(false)).toEqual(['installed']);
    expect(possibleLaunches(true)).toEqual(['installed', 'npx', 'docker']);
    expect(defaultLaunch('/home/ada/.npm/_npx/0a1b2c/node_modules/kestra-mcp/dist', false)).toBe('installed');
  });

  it('is what tsc makes', () => expect(possibleLaunches()).toEqual(['installed']));
});

describe('defaultLaunch', () => {
  it.each([
    ['/opt/kestra-mcp/dist', 'installed'],
    ['/home/ada/.npm/_npx/0a1b2c/node_modules/kestra-mcp/dist', 'npx'],
  ])('of %s is %s, once released', (folder, launch) => {
    expect(defaultLaunch(folder, true)).toBe(launch);
  });
});
