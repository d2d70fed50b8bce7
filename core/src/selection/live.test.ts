import { beforeEach, describe, expect, it } from '@jest/globals';
import { registryOf, thingsPlugin } from '../../../test/support/things.js';
import type { ToolsConfig } from '../config/config.js';
import { LiveSelection } from './live.js';

const heard: string[] = [];
beforeEach(() => {
  heard.length = 0;
});
const live = async (config: Partial<ToolsConfig> = {}) => {
  const selection = new LiveSelection(
    await registryOf(thingsPlugin),
    { enable: [], disable: [], readOnly: false, ...config },
    {},
  );
  const stop = selection.onChange(() => heard.push(selection.current.get('search_apps')?.reason ?? ''));
  return { selection, stop };
};

describe('LiveSelection', () => {
  it('tells when the edition turns tools on, and when it turns them off again', async () => {
    const { selection } = await live();
    expect(selection.waitsForEdition).toBe(true);
    selection.learn('EE');
    expect(selection.waitsForEdition).toBe(false);
    selection.learn('EE');
    selection.learn('OSS');
    expect(heard).toEqual(['on by default', 'the instance is Kestra OSS']);
  });

  it('is silent when nothing changes but a reason', async () => {
    const { selection } = await live();
    selection.learn('OSS');
    expect(heard).toEqual([]);
    expect(selection.current.get('search_apps')?.reason).toBe('the instance is Kestra OSS');
  });

  it.each([{ disable: ['ee'] }, { enable: ['ee'] }, { only: ['things'] }])(
    'does not wait for the edition under %j',
    async (config) => {
      expect((await live(config)).selection.waitsForEdition).toBe(false);
    },
  );

  it('tells nobody who does not listen any more', async () => {
    const { selection, stop } = await live();
    stop();
    selection.learn('EE');
    expect(heard).toEqual([]);
  });
});
