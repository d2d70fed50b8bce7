import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { until } from '../../../test/support/until.js';
import type { Host } from './host.js';
import { watchConfiguration } from './watch.js';

it('sees an edit in a folder that is never quiet', async () => {
  const folder = temporaryFolder({ 'kestra-mcp.config.json': '{}' });
  const file = join(folder, 'kestra-mcp.config.json');
  const reload = jest.fn(async (_: string) => undefined);
  const log = { warning: jest.fn() };
  const stop = watchConfiguration({ config: { files: [file] }, log, reload } as unknown as Host);
  // Like a log in the folder, or an attacker who wants to delay a new limit.
  const writing = setInterval(() => writeFileSync(join(folder, 'a.log'), `${Math.random()}`), 20);
  try {
    writeFileSync(file, '{"tools":{"readOnly":true}}');
    await until(
      () => (reload.mock.calls.length > 0 ? true : undefined),
      () => 'It was not read again.',
    );
    expect(reload).toHaveBeenCalledWith('edit');
  } finally {
    clearInterval(writing);
    stop();
  }
});

it('sees a file that comes back', async () => {
  const folder = temporaryFolder({ 'kestra-mcp.config.json': '{}' });
  const file = join(folder, 'kestra-mcp.config.json');
  const config = { files: [file] };
  const reload = jest.fn(async (_: string) => {
    config.files = [];
  });
  const stop = watchConfiguration({ config, log: { warning: jest.fn() }, reload } as unknown as Host);
  const seen = (count: number) => until(() => (reload.mock.calls.length >= count ? true : undefined));
  try {
    rmSync(file);
    await seen(1);
    writeFileSync(file, '{"tools":{"readOnly":true}}');
    await seen(2);
  } finally {
    stop();
  }
});
