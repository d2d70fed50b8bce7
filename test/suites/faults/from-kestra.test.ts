import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Asked, FaultyKestra } from '../../support/faults/faulty-kestra.js';
import { type Reached, WAYS } from '../../support/faults/ways.js';
import { call, ok } from '../../support/host/host.js';
import { until } from '../../support/until.js';
import { FLOW, NAMESPACE } from '../contract/requests/ids.js';
import { hostAt, refused } from './host-at.js';
import { ROWS, type Row, WAITS } from './table.js';
import { usualAnswers } from './usual.js';

type Use = readonly [tool: string, args: Record<string, string>];
const READ: Use = ['list_flows_in_namespace', { namespace: NAMESPACE }];
const WRITE: Use = ['execute_flow', { namespace: NAMESPACE, flow_id: FLOW }];
const isChange = ({ method }: Asked) => method === 'POST';
const MAYBE = /Check before you repeat it\./;

describe.each(WAYS)('over $name', (way) => {
  let kestra: FaultyKestra;
  let host: Reached;

  beforeAll(async () => {
    kestra = await new FaultyKestra(usualAnswers('2.0')).up();
    host = await hostAt(kestra, way);
    // Both plugins are loaded, so that the numbers are comparable.
    await ok(host.client, ...READ);
    await ok(host.client, ...WRITE);
  });
  afterAll(() => host.stop());

  /** Waits until the call has ended at both ends. */
  const isOver = () => until(() => (kestra.unanswered === 0 ? true : undefined));

  async function expectRead({ fault, says, next, tries = 1 }: Row): Promise<void> {
    kestra.fails(fault);
    const text = await refused(host, ...READ);
    expect(text).toMatch(says);
    expect(text).toMatch(next);
    expect(text).not.toMatch(MAYBE);
    expect(kestra.asked).toHaveLength(tries);
  }

  async function expectWrite({ fault, says, next, open = false }: Row): Promise<void> {
    kestra.fails(fault, isChange);
    const text = await refused(host, ...WRITE);
    expect(text).toMatch(says);
    expect(text).toMatch(open ? MAYBE : next);
    expect(MAYBE.test(text)).toBe(open);
    expect(kestra.asked.filter(isChange)).toHaveLength(1);
    expect(kestra.repeated).toEqual([]);
  }

  it.each(ROWS)('$name: says what happened and what to do, and sends nothing twice', async (row) => {
    await expectRead(row);
    await isOver();
    await expectWrite(row);
    await isOver();
    kestra.works();
    await ok(host.client, ...READ);
  });

  it.each(WAITS)('$name: a write does not wait for it', expectWrite);

  it('a read waits as long as Kestra says, and then has its answer', async () => {
    kestra.works();
    let refusals = 1;
    kestra.fails(
      (exchange) => WAITS[0]?.fault(exchange),
      () => refusals-- > 0,
    );
    expect(await ok(host.client, ...READ)).toMatchObject({ total: 1 });
    expect(kestra.asked).toHaveLength(2);
  });

  it('refused connections: says where, and that the address may be wrong; works when it is back', async () => {
    await kestra.down();
    for (const [tool, args] of [READ, WRITE]) {
      const text = await refused(host, tool, args);
      expect(text).toMatch(/cannot be reached at http:\/\/127\.0\.0\.1:\d+\/api\/v1: connection refused/);
      expect(text).toMatch(/KESTRA_BASE_URL/);
      expect(text).not.toMatch(MAYBE);
    }
    await kestra.up();
    kestra.works();
    await ok(host.client, ...READ);
  });

  it('is at fault for none of it', () => {
    expect(host.stderr()).not.toMatch(/bug in the plugin|failed unexpectedly/);
  });

  it('memory, sockets and timers come back', async () => {
    const quick = ROWS.filter(
      ({ slow, tries, name }) => !slow && tries === undefined && !/million/.test(name),
    );
    const round = async () => {
      for (const { fault } of quick) {
        kestra.fails(fault, isChange);
        await call(host.client, ...WRITE);
      }
      await isOver();
      return host.held();
    };
    for (let times = 0; times < 2; times++) await round();
    const before = await round();
    for (let times = 0; times < 8; times++) await round();
    const after = await round();
    expect((after.held - before.held) / 1_000_000).toBeLessThan(2);
    expect(after.timers).toBeLessThanOrEqual(before.timers);
    expect(after.sockets).toBeLessThanOrEqual(before.sockets);
    // Connections stay open for the next request, and then close.
    await until(() => (kestra.openSockets === 0 ? true : undefined));
  });
});
