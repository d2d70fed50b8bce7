import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LogLevel } from './levels.js';
import { Log } from './log.js';

const written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
beforeEach(() => {
  written.length = 0;
});

describe('Log', () => {
  it.each<[LogLevel, string[]]>([
    ['debug', ['DEBUG', 'INFO', 'WARNING', 'ERROR']],
    ['warning', ['WARNING', 'ERROR']],
    ['critical', []],
  ])('at %s writes %j', (level, expected) => {
    const log = new Log(level);
    log.debug('m');
    log.info('m');
    log.warning('m');
    log.error('m');
    expect(written.map((line) => line.split(' ')[1])).toEqual(expected);
  });

  it('is at another level, and masks otherwise, once it is told so', () => {
    const log = new Log('error');
    log.info('hunter2');
    log.configure('info', (text) => text.replace('hunter2', '***'));
    log.info('hunter2');
    log.configure('error', (text) => text);
    log.info('hunter2');
    expect(written).toEqual([expect.stringMatching(/ INFO \*\*\*\n$/)]);
  });

  it('writes a line with time and level, secrets masked', () => {
    new Log('info', (text) => text.replace('hunter2', '***')).info('a hunter2 b');
    expect(written).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z INFO a \*\*\* b\n$/)]);
  });
});
