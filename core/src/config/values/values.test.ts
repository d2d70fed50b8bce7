import { describe, expect, it } from '@jest/globals';
import {
  parseBoolean,
  parseFixedNamespaces,
  parseLevel,
  parseNames,
  parseSandbox,
  parseTenant,
  parseText,
  parseTimeout,
  parseToken,
  parseVersion,
} from './values.js';

describe('what is understood', () => {
  it.each(['1', '2', '1.3', '2.0.1', '2.0.0-SNAPSHOT', '0.23'])('version %s', (version) => {
    expect(parseVersion(version)).toBe(version);
    expect(parseVersion(` v${version}`)).toBe(version);
  });

  it.each([
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['Yes', true],
    [true, true],
    ['false', false],
    ['0', false],
    [' no ', false],
    [false, false],
  ])('boolean %p', (given, expected) => expect(parseBoolean(given)).toBe(expected));

  it.each([
    ['DEBUG', 'debug'],
    ['Info', 'info'],
    ['WARNING', 'warning'],
    ['warn', 'warning'],
    ['ERROR', 'error'],
    ['CRITICAL', 'critical'],
    ['fatal', 'critical'],
    ['NOTSET', 'debug'],
  ])('level %s', (given, expected) => expect(parseLevel(given)).toBe(expected));

  it('names, trimmed, without the empty ones', () => {
    expect(parseNames(' files, ,ee,')).toEqual(['files', 'ee']);
    expect(parseNames(['files ', '', 'ee,kv', 'manage_executions:delete'])).toEqual([
      'files',
      'ee',
      'kv',
      'manage_executions:delete',
    ]);
  });

  it('names with a choice in braces, whose commas part none', () => {
    expect(parseNames('manage_{flow,apps}:{enable,disable},kv')).toEqual([
      'manage_{flow,apps}:{enable,disable}',
      'kv',
    ]);
    expect(parseNames(['{find,search}_*'])).toEqual(['{find,search}_*']);
  });

  it.each([
    ['company', 'company'],
    [' company.team ', 'company.team'],
    ['company,', 'company'],
    ['a, b.c', ['a', 'b.c']],
    [['a'], ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('fixed namespaces %j', (given, expected) => expect(parseFixedNamespaces(given)).toEqual(expected));

  it('the rest', () => {
    expect(parseTenant(' Data_team-1')).toBe('Data_team-1');
    expect(parseToken(' abc.DEF-1\n')).toBe('abc.DEF-1');
    expect(parseTimeout('1500')).toBe(1500);
    expect(parseTimeout(1500)).toBe(1500);
    expect(parseSandbox('oss-2.0')).toBe('oss-2.0');
    expect(parseSandbox('ee-2.0')).toBe('ee-2.0');
    expect(parseText(' kept ')).toBe(' kept ');
  });
});

describe('what is refused', () => {
  it.each([
    [parseVersion, 'latest', 'must be a Kestra version such as 1.3, 2 or 2.0.1, but is "latest".'],
    [parseVersion, '1.', 'must be a Kestra version such as 1.3, 2 or 2.0.1, but is "1.".'],
    [parseVersion, 1.3, 'must be a string. Put it in quotes.'],
    [
      parseTenant,
      '../x',
      'must be a tenant id of letters, digits, "-" and "_" that starts with a letter or digit, but is "../x".',
    ],
    [parseToken, 'Bearer hunter2', 'must be the token alone, without spaces and without "Bearer".'],
    [parseBoolean, 'on', 'must be true or false (1, 0, yes and no also work), but is "on".'],
    [
      parseLevel,
      'WRANING',
      'must be one of debug, info, warning, error, critical, but is "WRANING". Did you mean "warning"?',
    ],
    [parseTimeout, 0, 'must be a whole number of milliseconds from 1 to 3600000.'],
    [parseTimeout, '5s', 'must be a whole number of milliseconds from 1 to 3600000.'],
    [parseNames, ['files', 3], 'must be a string. Put it in quotes.'],
    [parseFixedNamespaces, ' , ', 'must not be empty. Name a namespace.'],
    [parseFixedNamespaces, [], 'must not be empty. Name a namespace.'],
    [
      parseFixedNamespaces,
      'company,../x',
      'must be a namespace such as company.team, or several. "../x" is not a namespace, and wildcards do not work here.',
    ],
    [
      parseFixedNamespaces,
      'company.*',
      'must be a namespace such as company.team, or several. "company.*" is not a namespace, and wildcards do not work here.',
    ],
    [
      parseSandbox,
      'oss-2',
      'must be one of oss-1.3, oss-2.0, ee-1.3, ee-2.0, but is "oss-2". Did you mean "oss-2.0"?',
    ],
  ])('%p of %p', (parse, given, message) => {
    expect(() => parse(given)).toThrow(new Error(message));
  });
});
