import { expect, it } from '@jest/globals';
import { connectTo } from '../../../test/support/host/wire.js';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import { until } from '../../../test/support/until.js';
import type { Edition } from '../selection/judge.js';
import type { ChangedLists } from '../selection/live.js';
import { select } from '../selection/selection.js';

const TOOLS = { tools: true, resources: false, prompts: false };

/** A server whose host becomes ready when the test decides. */
async function connect() {
  const registry = await registryOf(thingsPlugin);
  const state = {
    edition: undefined as Edition,
    isAsked: false,
    ready: (): void => undefined,
    tell: (_: ChangedLists) => {},
  };
  const isReady = new Promise<void>((resolve) => {
    state.ready = resolve;
  });
  const { wire } = await connectTo({
    selection: () => select(registry, { enable: [], disable: [], readOnly: false }, {}, state.edition),
    onSelectionChange(listener) {
      state.tell = listener;
      return () => undefined;
    },
    ready: () => {
      state.isAsked = true;
      return isReady;
    },
  });
  const names = async (id: number) => {
    const { result } = await wire.ask(id, 'tools/list');
    return (result as { tools: { name: string }[] }).tools.map(({ name }) => name);
  };
  const learn = (edition: Edition) => {
    state.edition = edition;
    state.tell(TOOLS);
  };
  const told = () => wire.sent.filter(({ method }) => method === 'notifications/tools/list_changed').length;
  const isAsked = () => until(() => state.isAsked || undefined);
  return { names, learn, told, isAsked, ready: () => state.ready() };
}

it('the list waits for the host, shows what is on then, and is not told to have changed before', async () => {
  const { names, learn, told, isAsked, ready } = await connect();
  const listed = names(2);
  await isAsked();
  learn('EE');
  ready();
  expect(await listed).toContain('search_apps');
  expect(told()).toBe(0);
});

it('a list that is answered is told to have changed', async () => {
  const { names, learn, told, ready } = await connect();
  ready();
  expect(await names(2)).not.toContain('search_apps');
  learn('EE');
  expect(await names(3)).toContain('search_apps');
  expect(told()).toBe(1);
});
