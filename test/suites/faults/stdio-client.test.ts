import { beforeAll, describe, expect, it } from '@jest/globals';
import { answers, isSilent } from '../../support/faults/answers.js';
import { type Asked, FaultyKestra } from '../../support/faults/faulty-kestra.js';
import { Probe } from '../../support/faults/probe.js';
import { cancellation, lines, opening, request, toolCall } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';
import { FLOW, NAMESPACE } from '../contract/requests/ids.js';
import { usualAnswers } from './usual.js';

const MANY = 1_000;
type Use = readonly [tool: string, args: Record<string, string>];
const READ: Use = ['list_flows_in_namespace', { namespace: NAMESPACE }];
const WRITE: Use = ['execute_flow', { namespace: NAMESPACE, flow_id: FLOW }];
const TEN_MB = 'x'.repeat(10_000_000);
const ids = (count: number, from: number) => Array.from({ length: count }, (_, index) => from + index);
const isChange = ({ method }: Asked) => method === 'POST';
/** A response of about 35 KB. */
const MUCH = answers({
  json: Array.from({ length: 100 }, (_, n) => ({
    id: `f${n}`,
    namespace: 'a',
    description: 'd'.repeat(300),
  })),
});

describe('a client that misbehaves on stdio', () => {
  let kestra: FaultyKestra;
  let host: RawHost;
  const probe = new Probe();
  const held = () => probe.ask(host.pid);
  let next = 10;
  const take = (count = 1) => {
    next += count;
    return next - count;
  };
  const isOver = () => until(() => (kestra.unanswered === 0 ? true : undefined));
  /** Connections stay open for the next request, and then close. */
  const isIdle = () => until(() => (kestra.openSockets === 0 ? true : undefined));
  const answered = (id: number) => host.messages().filter((message) => message.id === id);
  /** All of these have an answer. */
  const allAnswered = (count: number, from: number) =>
    host.until(() => {
      const known = new Set(host.messages().map(({ id }) => id));
      return ids(count, from).every((id) => known.has(id)) ? true : undefined;
    });
  /** The server still serves others normally. */
  async function serves(): Promise<void> {
    kestra.works();
    const id = take();
    host.send(toolCall(id, ...READ));
    expect((await host.answer(id)).result.structuredContent.total).toBe(1);
  }
  async function start(): Promise<RawHost> {
    const config = { kestra: { baseUrl: kestra.baseUrl, tenant: 'main' } };
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) });
    const started = new RawHost({ cwd, env: probe.env });
    started.send(...opening(), toolCall(1, ...READ), toolCall(2, ...WRITE));
    await started.answer(1);
    await started.answer(2);
    return started;
  }

  beforeAll(async () => {
    kestra = await new FaultyKestra(usualAnswers('2.0')).up();
    host = await start();
  });

  it('a flood of calls: each is answered once, and memory comes back', async () => {
    const round = async () => {
      kestra.works();
      const from = take(MANY);
      host.write(
        lines(ids(MANY, from).map((id) => (id % 10 === 0 ? toolCall(id, ...WRITE) : toolCall(id, ...READ)))),
      );
      await allAnswered(MANY, from);
      const failed = host.messages().filter(({ id, result }) => Number(id) >= from && result?.isError);
      expect(failed.map(({ result }) => result.content[0].text)).toEqual([]);
      expect(kestra.asked).toHaveLength(MANY);
      expect(kestra.asked.filter(isChange)).toHaveLength(MANY / 10);
      return held();
    };
    await round();
    const before = await round();
    const after = await round();
    const given = host.messages().map(({ id }) => id);
    expect(new Set(given).size).toBe(given.length);
    expect((after.held - before.held) / 1_000_000).toBeLessThan(3);
    expect(after.timers).toBeLessThanOrEqual(before.timers);
  });

  it.each([
    ['garbage', '\u0001\u0002{]}[ nothing of this is JSON\n\u0000\u0000\n{"jsonrpc":"2.0"\n[[[[\n'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0a, 0xed, 0xa0, 0x80, 0x0a])],
    ['brackets without end', `${'['.repeat(1_000_000)}\n`],
    ['10 MB of nothing', `${TEN_MB}\n`],
  ])('%s: is refused or passed over, and others are served', async (_, text) => {
    host.write(text as string);
    await serves();
  });

  it('half a frame is waited for, and read with its other half', async () => {
    const id = take();
    const line = JSON.stringify(toolCall(id, ...READ));
    host.write(line.slice(0, 40));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(answered(id)).toEqual([]);
    host.write(`${line.slice(40)}\n`);
    expect((await host.answer(id)).result.structuredContent.total).toBe(1);
  });

  it('a call of 10 MB is answered, and nothing is sent for one that is no name', async () => {
    kestra.works();
    const [named, file] = [take(), take()];
    host.send(toolCall(named, 'list_flows_in_namespace', { namespace: TEN_MB }));
    const path = { namespace: NAMESPACE, path: '/big.txt', action: 'create' };
    host.send(toolCall(file, 'namespace_file_action', { ...path, file_content: TEN_MB }));
    expect((await host.answer(named)).result).toMatchObject({ isError: true });
    expect((await host.answer(file)).result).toMatchObject({ structuredContent: {} });
    expect(kestra.asked.filter(isChange).map(({ body }) => body.length > 10_000_000)).toEqual([true]);
    expect(kestra.repeated).toEqual([]);
  });

  it('ids that are used twice: no more is sent than was asked for, and others are served', async () => {
    kestra.works();
    const id = take();
    host.send(toolCall(id, ...WRITE), toolCall(id, ...WRITE), toolCall(id, ...READ));
    await host.until(() => (answered(id).length > 0 ? true : undefined));
    await serves();
    expect(answered(id).length).toBeLessThanOrEqual(3);
  });

  it('calls that are cancelled at once end at Kestra, and are not answered', async () => {
    kestra.fails(isSilent);
    const from = take(500);
    host.write(lines(ids(500, from).flatMap((id) => [toolCall(id, ...READ), cancellation(id)])));
    const later = take(50);
    host.write(lines(ids(50, later).map((id) => toolCall(id, ...WRITE))));
    await until(() => (kestra.asked.filter(isChange).length === 50 ? true : undefined));
    host.write(lines(ids(50, later).map(cancellation)));
    await isOver();
    await serves();
    const given = host.messages().map(({ id }) => Number(id));
    expect(given.filter((id) => id >= from && id < later + 50)).toEqual([]);
    expect((await held()).timers).toBe(0);
  });

  it('a client that does not read: what it has asked for waits, and it gets all of it', async () => {
    await serves();
    await isIdle();
    const before = await held();
    kestra.fails(MUCH);
    const from = take(MANY);
    host.reads(false);
    host.write(lines(ids(MANY, from).map((id) => toolCall(id, ...READ))));
    await until(() => (kestra.asked.length >= 100 && kestra.unanswered === 0 ? true : undefined));
    host.reads(true);
    await allAnswered(MANY, from);
    await isIdle();
    const after = await held();
    // Of results with about 35 MB.
    expect((after.held - before.held) / 1_000_000).toBeLessThan(10);
  });

  it('a client that is gone: all that it has asked for ends, and so does the host', async () => {
    const other = await start();
    kestra.fails(isSilent);
    other.write(
      lines(ids(MANY, 100).map((id) => (id % 2 === 0 ? toolCall(id, ...READ) : toolCall(id, ...WRITE)))),
    );
    await until(() => (kestra.asked.length >= 200 ? true : undefined));
    other.leave();
    expect(await other.finished).toMatchObject({ code: 0, signal: null });
    await isOver();
    const changes = kestra.asked.filter(isChange).length;
    expect(changes).toBeLessThanOrEqual(MANY / 2);
  });

  it('the host has outlived it all, and ends as it should', async () => {
    await until(() => (kestra.openSockets === 0 ? true : undefined));
    host.send(request(5, 'ping'));
    expect(await host.answer(5)).toMatchObject({ result: {} });
    host.endInput();
    expect(await host.finished).toMatchObject({ code: 0, signal: null });
  });
});
