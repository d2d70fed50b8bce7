import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { after, HELLO, schedule, subflow } from './bodies.js';
import { describeLive } from './target.js';

function legend(scope: string): string {
  return `
Legend:
  ────▶ FLOW_TRIGGER  (flow-trigger-based dependency)
  ====▶ FLOW_TASK     (subflow-task-based dependency)

Flows listed without arrows have no dependencies within ${scope}.`;
}

/** The picture in the README of the Python server, in the order that its rule requires. */
const COMPANY = `flow1 ────▶ flow2
            flow2 ────▶ flow3a
                        flow3a ────▶ flow4
                                     flow4 ────▶ flow5
                                                 flow5 ────▶ flow6
                                                             flow6
            flow2 ────▶ flow3b
                        flow3b ────▶ flow4
            flow2 ────▶ flow3c
                        flow3c ────▶ flow4
                        flow3c ====▶ flow3
                                     flow3
goodbye
hello
scheduled_flow
${legend('this namespace')}`;

const FLOW3C = `flow2 ────▶ flow3c
            flow3c ────▶ flow4
                         flow4
            flow3c ====▶ flow3
                         flow3
${legend('this flow')}`;

const FLOW5 = `flow4 ────▶ flow5
            flow5 ────▶ flow6
                        flow6
${legend('this flow')}`;

describeLive('the dependency graph', (live) => {
  /** Kestra computes dependencies in the background after a flow is saved, which can take a while. */
  async function drawn(tool: string, args: object, picture: string): Promise<string> {
    let last = '';
    const look = async () => {
      last = String((await live.ok(tool, { namespace: live.namespace, ...args })).result);
      return last === picture ? last : undefined;
    };
    return until(look, undefined, 90_000).catch(() => last);
  }

  beforeAll(async () => {
    const { namespace, major } = live;
    const triggered = (...flows: string[]) => HELLO + after(major, namespace, ...flows);
    await live.flows({
      flow1: HELLO,
      flow2: triggered('flow1'),
      flow3: HELLO,
      flow3a: triggered('flow2'),
      flow3b: triggered('flow2'),
      flow3c: subflow(namespace, 'flow3') + after(major, namespace, 'flow2'),
      flow4: triggered('flow3a', 'flow3b', 'flow3c'),
      flow5: triggered('flow4'),
      flow6: triggered('flow5'),
      goodbye: HELLO,
      hello: HELLO,
      scheduled_flow: schedule('yearly'),
    });
  });

  it('of the namespace is the reference, byte for byte', async () => {
    expect(await drawn('list_namespace_dependencies', {}, COMPANY)).toBe(COMPANY);
  });

  it('of one flow has what starts it and what it starts', async () => {
    const one = { action: 'list_dependencies', flow_id: 'flow5' };
    expect(await drawn('manage_flow', one, FLOW5)).toBe(FLOW5);
  });

  it('of a flow that calls another has both kinds of arrows', async () => {
    const one = { action: 'list_dependencies', flow_id: 'flow3c' };
    expect(await drawn('manage_flow', one, FLOW3C)).toBe(FLOW3C);
  });

  it('of a flow without any is the flow', async () => {
    const picture = `hello\n${legend('this flow')}`;
    const one = { action: 'list_dependencies', flow_id: 'hello' };
    expect(await drawn('manage_flow', one, picture)).toBe(picture);
  });

  it('of a namespace without flows says so', async () => {
    const { result } = await live.ok('list_namespace_dependencies', { namespace: `${live.namespace}.empty` });
    expect(result).toBe(`(no flows)\n${legend('this namespace')}`);
  });

  it('of a flow that does not exist is an error', async () => {
    const text = await live.failed('manage_flow', {
      action: 'list_dependencies',
      namespace: live.namespace,
      flow_id: 'nowhere',
    });
    expect(text).toContain('404');
  });
});
