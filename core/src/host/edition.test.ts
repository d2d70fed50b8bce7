import { describe, expect, it, jest } from '@jest/globals';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import { until } from '../../../test/support/until.js';
import type { ToolsConfig } from '../config/config.js';
import { Log } from '../foundation/log.js';
import { KestraClient } from '../kestra/client.js';
import { LiveSelection } from '../selection/live.js';
import { EditionQuestion } from './edition.js';

const kestra = useKestra();
const written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);

async function question(config: Partial<ToolsConfig> = {}) {
  const tools = { enable: [], disable: [], readOnly: false, ...config };
  const selection = new LiveSelection({
    registry: await registryOf(thingsPlugin),
    config: tools,
    origins: {},
  });
  const client = new KestraClient(kestra.settings());
  const log = new Log('info');
  const asking = new EditionQuestion({ selection, kestra: async () => client, log });
  const reason = () => selection.current.tools.get('search_apps')?.reason;
  return { asking, reason, changed: new Promise<void>((resolve) => selection.onChange(() => resolve())) };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('EditionQuestion', () => {
  it('turns on what waited for the answer, and asks once', async () => {
    kestra.answers({ 'GET /configs': { json: { version: '1.3.0', edition: 'EE' } } });
    const { asking, reason, changed } = await question();
    expect(kestra.lines).toEqual([]);
    asking.ask();
    asking.ask();
    await changed;
    asking.ask();
    expect(reason()).toBe('on by default');
    expect(kestra.lines).toEqual(['GET /configs']);
  });

  it.each([{ disable: ['ee_*'] }, { enable: ['ee_*'] }])('does not ask under %j', async (config) => {
    const { asking } = await question(config);
    asking.ask();
    await soon();
    expect(kestra.lines).toEqual([]);
  });

  it('does not ask any more when it is stopped', async () => {
    const { asking } = await question();
    asking.ask();
    await asking.stop();
    asking.ask();
    await soon();
    expect(kestra.lines).toEqual([]);
  });

  it('lives with a Kestra that fails', async () => {
    kestra.answers({ 'GET /configs': { status: 500 } });
    const { asking, reason } = await question();
    asking.ask();
    await until(() => written[0]);
    await asking.stop();
    expect(written.join()).toContain('The edition of Kestra is not known yet: Kestra answered 500');
    expect(reason()).toBe('requires Enterprise Edition, and the edition of the instance is not known yet');
  });
});
