import { describe, expect, it } from '@jest/globals';
import { type Asked, type Table, useKestra } from '../../../test/support/kestra/use-kestra.js';
import { KestraClient } from './client.js';

/** The ids for a call, all in one place. */
interface Place {
  namespace: string;
  execution: string;
  app: string;
}
type Call = (kestra: KestraClient, place: Place) => unknown;

const INSIDE: Place = { namespace: 'company.team', execution: 'e-company.team', app: 'a-company.team' };
const OUTSIDE: Place = { namespace: 'other', execution: 'e-other', app: 'a-other' };
const page = { page: 1, size: 9 };
const triggerIn = (namespace: string) => ({ namespace, flowId: 'x', triggerId: 't' });
const yaml = ({ namespace }: Place) => `id: x\nnamespace: ${namespace}\n`;

const fileOf = ({ namespace, execution }: Place) =>
  [
    { id: execution, namespace, flowId: 'x', state: { current: 'SUCCESS' } },
    `kestra:///${namespace.replaceAll('.', '/')}/x/executions/${execution}/a.txt`,
  ] as const;

/** Methods for one place: refused outside, unchanged inside. */
const PLACED: Readonly<Record<string, Call>> = {
  'flows.get': ({ flows }, { namespace }) => flows.get(namespace, 'x'),
  'flows.ensureWithin': ({ flows }, { namespace }) => flows.ensureWithin(namespace, 'x'),
  'flows.list': ({ flows }, { namespace }) => flows.list(namespace),
  'flows.create': ({ flows }, place) => flows.create(yaml(place)),
  'flows.update': ({ flows }, place) => flows.update(place.namespace, 'x', yaml(place)),
  'flows.validate': ({ flows }, place) => flows.validate(yaml(place)),
  'flows.delete': ({ flows }, { namespace }) => flows.delete(namespace, 'x'),
  'flows.revisions': ({ flows }, { namespace }) => flows.revisions(namespace, 'x'),
  'flows.dependencies': ({ flows }, { namespace }) => flows.dependencies(namespace, 'x'),
  'flows.setEnabled': ({ flows }, { namespace }) => flows.setEnabled(namespace, 'x', true),
  'flows.search': ({ flows }, { namespace }) => flows.search({ namespace, ...page }),
  'flows.searchSource': ({ flows }, { namespace }) => flows.searchSource({ q: 'q', namespace, ...page }),
  'executions.create': ({ executions }, { namespace }) => executions.create(namespace, 'x', {}),
  'executions.create with inputs': ({ executions }, { namespace }) =>
    executions.create(namespace, 'x', { inputs: { s: 'x' } }),
  'executions.replay with inputs': ({ executions }, { execution }) =>
    executions.replay(execution, undefined, { s: 'x' }),
  'executions.resume with inputs': ({ executions }, { execution }) =>
    executions.resume(execution, { s: 'x' }),
  'executions.get': ({ executions }, { execution }) => executions.get(execution),
  'executions.pauseInputs': ({ executions }, { execution }) => executions.pauseInputs(execution),
  'executions.peek': ({ executions }, { execution }) => executions.peek(execution),
  'executions.search': ({ executions }, { namespace }) => executions.search({ namespace, ...page }),
  'executions.latest': ({ executions }, { namespace }) => executions.latest(namespace, 'x'),
  'executions.kin': ({ executions }, { execution }) =>
    executions.kin(execution, { states: ['FAILED'], ...page }),
  'executions.before': ({ executions }, { namespace }) =>
    executions.before({ id: 'e', namespace, flowId: 'x', state: { current: 'FAILED' } }, 'SUCCESS'),
  'executions.delete': ({ executions }, { execution }) => executions.delete(execution),
  'executions.kill': ({ executions }, { execution }) => executions.kill(execution, true),
  'executions.pause': ({ executions }, { execution }) => executions.pause(execution),
  'executions.changeStatus': ({ executions }, { execution }) => executions.changeStatus(execution, 'FAILED'),
  'executions.setLabels': ({ executions }, { execution }) => executions.setLabels(execution, []),
  'executions.restart': ({ executions }, { execution }) => executions.restart(execution),
  'executions.replay': ({ executions }, { execution }) => executions.replay(execution),
  'executions.forceRun': ({ executions }, { execution }) => executions.forceRun(execution),
  'executions.changeTaskRunState': ({ executions }, { execution }) =>
    executions.changeTaskRunState(execution, 'r', 'SUCCESS'),
  'executions.resume': ({ executions }, { execution }) => executions.resume(execution, {}),
  'executions.resumeAll': ({ executions }, { execution }) => executions.resumeAll([execution]),
  'executions.replayAll': ({ executions }, { execution }) => executions.replayAll([execution], false),
  'executionFiles.size': ({ executionFiles }, place) => executionFiles.size(...fileOf(place)),
  'executionFiles.part': ({ executionFiles }, place) =>
    executionFiles.part(...fileOf(place), { from: 0, most: 9 }),
  'metrics.ofExecution': ({ metrics }, { execution }) => metrics.ofExecution(execution, page),
  'metrics.names': ({ metrics }, { namespace }) => metrics.names({ namespace, flowId: 'x' }),
  'metrics.tasks': ({ metrics }, { namespace }) => metrics.tasks({ namespace, flowId: 'x' }),
  'metrics.aggregate': ({ metrics }, { namespace }) =>
    metrics.aggregate({ namespace, flowId: 'x' }, 'rows', { aggregation: 'sum' }),
  'graphs.ofFlow': ({ graphs }, { namespace }) => graphs.ofFlow(namespace, 'x'),
  'graphs.ofExecution': ({ graphs }, { execution }) => graphs.ofExecution(execution),
  'namespaces.dependencies': ({ namespaces }, { namespace }) => namespaces.dependencies(namespace),
  'secrets.names': ({ secrets }, { namespace }) => secrets.names(namespace),
  'kv.get': ({ kv }, { namespace }) => kv.get(namespace, 'k'),
  'kv.set': ({ kv }, { namespace }) => kv.set(namespace, 'k', '1'),
  'kv.delete': ({ kv }, { namespace }) => kv.delete(namespace, 'k'),
  'kv.list': ({ kv }, { namespace }) => kv.list(namespace),
  'logs.list': ({ logs }, { execution }) => logs.list(execution, {}),
  'logs.download': ({ logs }, { execution }) => logs.download(execution, {}),
  'logs.follow': async ({ logs }, { execution }) => {
    for await (const _ of logs.follow(execution, undefined, new AbortController().signal));
  },
  'logs.search': ({ logs }, { namespace }) => logs.search({ namespace, ...page }),
  'logs.delete': ({ logs }, { execution }) => logs.delete(execution, {}),
  'logs.deleteOfFlow': ({ logs }, { namespace }) => logs.deleteOfFlow(namespace, 'x'),
  'files.read': ({ files }, { namespace }) => files.read(namespace, '/a'),
  'files.write': ({ files }, { namespace }) => files.write(namespace, '/a', new Uint8Array()),
  'files.stats': ({ files }, { namespace }) => files.stats(namespace, '/a'),
  'files.search': ({ files }, { namespace }) => files.search(namespace, 'a'),
  'files.list': ({ files }, { namespace }) => files.list(namespace, '/'),
  'files.createDirectory': ({ files }, { namespace }) => files.createDirectory(namespace, '/a'),
  'files.move': ({ files }, { namespace }) => files.move(namespace, '/a', '/b'),
  'files.delete': ({ files }, { namespace }) => files.delete(namespace, '/a'),
  'triggers.row': ({ triggers }, { namespace }) => triggers.row(triggerIn(namespace)),
  'triggers.rows': ({ triggers }, { namespace }) => triggers.rows(namespace, 'x'),
  'triggers.search': ({ triggers }, { namespace }) => triggers.search({ namespace, ...page }),
  'triggers.setDisabled': ({ triggers }, { namespace }) => triggers.setDisabled(triggerIn(namespace), true),
  'triggers.unlock': ({ triggers }, { namespace }) => triggers.unlock(triggerIn(namespace)),
  'triggers.restart': ({ triggers }, { namespace }) => triggers.restart(triggerIn(namespace)),
  'triggers.pauseBackfill': ({ triggers }, { namespace }) => triggers.pauseBackfill(triggerIn(namespace)),
  'triggers.resumeBackfill': ({ triggers }, { namespace }) => triggers.resumeBackfill(triggerIn(namespace)),
  'triggers.stopBackfill': ({ triggers }, { namespace }) => triggers.stopBackfill(triggerIn(namespace)),
  'triggers.createBackfill': ({ triggers }, { namespace }) =>
    triggers.createBackfill(triggerIn(namespace), { start: 's', end: 'e' }),
  'ai.generateFlow': ({ ai }, { namespace }) => ai.generateFlow({ prompt: 'p', namespace }),
  'ai.generateDashboard': ({ ai }, { namespace }) => ai.generateDashboard({ prompt: 'p', namespace }),
  'ai.generateApp': ({ ai }, { namespace }) => ai.generateApp({ prompt: 'p', namespace }),
  'ai.generateTest': ({ ai }, { namespace }) => ai.generateTest({ prompt: 'p', namespace }),
  'apps.search': ({ apps }, { namespace }) => apps.search({ namespace, ...page }),
  'apps.find': ({ apps }, { namespace }) => apps.find(namespace, 'x'),
  'apps.get': ({ apps }, { app }) => apps.get(app),
  'apps.create': ({ apps }, place) => apps.create(yaml(place)),
  'apps.update': ({ apps }, place) => apps.update(place.app, yaml(place)),
  'apps.setEnabled': ({ apps }, { app }) => apps.setEnabled(app, true),
  'apps.delete': ({ apps }, { app }) => apps.delete(app),
  'tests.create': ({ tests }, place) => tests.create(yaml(place)),
  'tests.update': ({ tests }, place) => tests.update(place.namespace, 'x', yaml(place)),
  'tests.run': ({ tests }, { namespace }) => tests.run(namespace, 'x'),
  'tests.delete': ({ tests }, { namespace }) => tests.delete(namespace, 'x'),
};

/** The same, for methods that exist only since 2.0. On earlier versions they send no request. */
const PLACED_IN_2: Readonly<Record<string, Call>> = {
  'iterations.search': ({ iterations }, { execution }) => iterations.search([execution], page),
  'iterations.slice': ({ iterations }, { execution }) => iterations.slice(execution, {}, 0, 1),
  'iterations.count': ({ iterations }, { execution }) => iterations.count(execution, 1),
  'expressions.ofSource': ({ expressions }, place) => expressions.ofSource(yaml(place)),
};

/** Methods about the whole tenant or instance: refused. */
const REFUSED: Readonly<Record<string, Call>> = {
  'dashboards.create': ({ dashboards }) => dashboards.create('title: x'),
  'banners.list': ({ banners }) => banners.list(),
  'banners.create': ({ banners }) => banners.create({ message: 'm' }),
  'banners.update': ({ banners }) => banners.update('b', { message: 'm' }),
  'banners.delete': ({ banners }) => banners.delete('b'),
  'bindings.ofGroup': ({ bindings }) => bindings.ofGroup('g', 'r'),
  'bindings.createForGroup': ({ bindings }) => bindings.createForGroup('g', 'r'),
  'groups.named': ({ groups }) => groups.named('g'),
  'groups.get': ({ groups }) => groups.get('g'),
  'groups.create': ({ groups }) => groups.create({ name: 'g' }),
  'groups.update': ({ groups }) => groups.update('g', { name: 'g' }),
  'groups.delete': ({ groups }) => groups.delete('g'),
  'invitations.ofEmail': ({ invitations }) => invitations.ofEmail('a@b.c'),
  'invitations.create': ({ invitations }) => invitations.create({ email: 'a@b.c', groupIds: [] }),
  'invitations.get': ({ invitations }) => invitations.get('i'),
  'invitations.delete': ({ invitations }) => invitations.delete('i'),
  'roles.named': ({ roles }) => roles.named('r'),
  // Functions in an expression can read any namespace.
  'expressions.evaluate': ({ expressions }, { execution }) => expressions.evaluate('{{ 1 }}', execution),
};

/** The same, for methods that exist only since 2.0. */
const REFUSED_IN_2: Readonly<Record<string, Call>> = {
  'expressions.render': ({ expressions }) => expressions.render(['{{ 1 }}'], {}),
};

/** Methods over all namespaces: rows outside are left out. */
const NARROWED: Readonly<Record<string, Call>> = {
  'flows.search': ({ flows }) => flows.search(page),
  'flows.searchSource': ({ flows }) => flows.searchSource({ q: 'q', ...page }),
  'flows.distinctNamespaces': ({ flows }) => flows.distinctNamespaces(),
  'flows.elsewhere': ({ flows }) => flows.elsewhere('company'),
  'flows.dependencies': ({ flows }, { namespace }) => flows.dependencies(namespace, 'x'),
  'executions.search': ({ executions }) => executions.search(page),
  'logs.search': ({ logs }) => logs.search(page),
  'apps.search': ({ apps }) => apps.search(page),
  'triggers.search': ({ triggers }) => triggers.search(page),
  'namespaces.search': ({ namespaces }) => namespaces.search(page),
  'namespaces.dependencies': ({ namespaces }, { namespace }) => namespaces.dependencies(namespace),
};

/** Methods that return nothing about any namespace. */
const OPEN = ['configs', 'configuration', 'license', 'link', 'version', 'dialect', 'edition', 'editionNow'];
/** `orNearest` requests only a list of flows. A turn and a link send no request. */
const ELSEWHERE = [
  ...['flows.orNearest', 'flows.inTurn', 'tests.link', 'ui.execution', 'ui.flow', 'ui.executions', 'ui.link'],
  ...['plugins.types', 'plugins.documentation'],
  ...OPEN.map((name) => `instance.${name}`),
  ...['pebble.functions', 'pebble.filters'],
];
/** Members that TypeScript hides from plugins. */
const PRIVATE = [
  'instance.hasLicense',
  'executions.action',
  'executions.bulk',
  'executions.post',
  'iterations.keep',
  'executions.replayWith',
  'namespaces.page',
  'kv.search',
  'plugins.memory',
  'plugins.catalogue',
  'plugins.list',
  'logs.filters',
  'logs.remove',
  'ai.generate',
  'groups.list',
  'roles.list',
];

function methodsOf(client: KestraClient): string[] {
  return Object.entries(client).flatMap(([name, resource]) => {
    const methods: string[] = [];
    for (
      let type = Object.getPrototypeOf(resource);
      type !== Object.prototype;
      type = Object.getPrototypeOf(type)
    ) {
      methods.push(...Object.getOwnPropertyNames(type).filter((method) => method !== 'constructor'));
    }
    return methods.map((method) => `${name}.${method}`);
  });
}

const kestra = useKestra();
const LOOKUP = /^GET \/main\/(executions\/e|apps\/a)-[^/]+$/;

/** Answers every request: with one thing in the place that the path names, or with rows of both places. */
function answerAll(): void {
  const rows = [INSIDE, OUTSIDE].map(({ namespace }) => ({
    ...{ id: namespace, uid: `main_${namespace}_x`, namespace },
    model: { id: 'x', namespace },
    state: { current: 'FAILED', namespace },
  }));
  const reply = ({ line }: Asked) => {
    if (line.includes('distinct-namespaces')) return { json: rows.map(({ namespace }) => namespace) };
    if (/\/(search|source)\?/.test(line)) return { json: { results: rows, total: 2 } };
    const [, namespace] = /[ea]-([^/?]+)/.exec(line) ?? [];
    const edges = [{ source: rows[0]?.uid, target: rows[1]?.uid }];
    const inputs = [{ id: 's', type: 'STRING' }];
    const tasks = [{ id: 'p', type: 'io.kestra.plugin.core.flow.Pause', onResume: inputs }];
    const thing = {
      ...{ id: `e-${namespace}`, uid: `a-${namespace}`, namespace, flowId: 'x' },
      state: { current: 'PAUSED' },
    };
    return { json: { ...thing, nodes: rows, edges, ...(line.includes('/flows/') && { inputs, tasks }) } };
  };
  kestra.answers(new Proxy({} as Table, { get: () => reply }));
}

const fenced = (version: string) => new KestraClient(kestra.settings(version), { namespaces: ['company'] });

describe('every method of the client', () => {
  it('is known here, with what the fence makes of it', () => {
    const known = [
      ...Object.keys({ ...PLACED, ...PLACED_IN_2, ...REFUSED, ...REFUSED_IN_2, ...NARROWED }),
      ...ELSEWHERE,
      ...PRIVATE,
    ].filter((name) => !name.includes(' '));
    expect([...new Set(methodsOf(new KestraClient(kestra.settings())))].sort()).toEqual(known.sort());
  });
});

describe.each(['1.3', '2.0'])('on %s, with a fence,', (version) => {
  const placed = Object.entries({ ...PLACED, ...(version === '2.0' && PLACED_IN_2) });

  it.each(placed)(
    '%s is refused outside, and sends no more than a look where it would go',
    async (_, call) => {
      answerAll();
      const code = expect.stringMatching(/^KMCP_(OUTSIDE|NOT_FOUND)$/);
      await expect((async () => call(fenced(version), OUTSIDE))()).rejects.toMatchObject({ code });
      expect(kestra.lines.filter((line) => !LOOKUP.test(line))).toEqual([]);
    },
  );

  it.each(placed)('%s is the same inside', async (_, call) => {
    const sent = async (client: KestraClient) => {
      answerAll();
      await Promise.resolve(call(client, INSIDE)).catch((error: { code?: string }) => {
        // In this table, the search for the newest execution finds other executions.
        if (error.code !== 'KMCP_REFUSED') throw error;
      });
      return kestra.asked.map(({ line, body }) => ({
        line,
        body: body.replace(/(--)?kestra-mcp-\w+|[-\w]{36}/g, ''),
      }));
    };
    const held = await sent(fenced(version));
    const free = await sent(new KestraClient(kestra.settings(version)));
    const looked = held.length > free.length && LOOKUP.test(held[0]?.line ?? '');
    expect(held.slice(looked ? 1 : 0)).toEqual(free);
  });

  it.each(Object.entries({ ...REFUSED, ...(version === '2.0' && REFUSED_IN_2) }))(
    '%s is refused',
    async (_, call) => {
      await expect((async () => call(fenced(version), INSIDE))()).rejects.toMatchObject({
        code: 'KMCP_OUTSIDE',
      });
      expect(kestra.lines).toEqual([]);
    },
  );

  it.each(Object.entries(NARROWED))('%s tells nothing of what is outside', async (_, call) => {
    answerAll();
    const text = JSON.stringify(await call(fenced(version), INSIDE));
    expect(text).toContain('company.team');
    expect(text).not.toContain('other');
    expect(text).not.toContain('"total":2');
  });
});
