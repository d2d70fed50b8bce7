import { beforeAll, expect, it } from '@jest/globals';
import { describeLive, rows } from './target.js';

const ECHO = `
inputs:
  - id: who
    type: STRING
    defaults: Ada
variables:
  x: 7
tasks:
  - id: out
    type: io.kestra.plugin.core.debug.Return
    format: "Hello {{ inputs.who }}"
  - id: last
    type: io.kestra.plugin.core.log.Log
    message: "{{ outputs.out.value }}"`;

describeLive('expressions', (live) => {
  let execution_id = '';
  const at = () => ({ namespace: live.namespace, flow_id: 'echo' });
  const names = (told: Record<string, unknown>, kind: string) => told[kind] as string[];

  beforeAll(async () => {
    await live.flows({ echo: ECHO });
    execution_id = String((await live.run('echo')).id);
  });

  it('list_expressions gives functions and filters', async () => {
    const told = await live.ok('list_expressions');
    expect(names(told, 'functions').join(' ')).toContain('secret');
    expect(names(told, 'filters')).toContain('upper');
  });

  it('list_expressions gives what a flow and a task have', async () => {
    const flow = await live.ok('list_expressions', at());
    expect(names(flow, 'inputs').join(' ')).toContain('inputs.who');
    expect(names(flow, 'vars')).toEqual(['vars.x']);
    expect(names(flow, 'outputs').join(' ')).toContain('outputs.out');
    const task = await live.ok('list_expressions', { ...at(), task_id: 'last' });
    expect(names(task, 'outputs').join(' ')).toContain('outputs.out');
    expect(await live.failed('list_expressions', { ...at(), task_id: 'lsat' })).toContain('"last"');
  });

  it('render_expression gives a value of an execution, or says why there is none', async () => {
    const render = (expression: string) => live.ok('render_expression', { expression, execution_id });
    expect(await render('{{ outputs.out.value | upper }}')).toEqual({ rendered: true, result: 'HELLO ADA' });
    expect(await render('{{ nope() }}')).toEqual({
      rendered: false,
      error: expect.stringContaining('[nope] does not exist'),
    });
  });

  it('render_expression takes a task run', async () => {
    const run = await live.manage('get', execution_id);
    const [{ id } = {}] = rows({ results: run.taskRunList });
    expect(id).toBeDefined();
    const asked = { expression: '{{ taskrun.id }}', execution_id, task_run_id: id };
    expect(await live.ok('render_expression', asked)).toEqual({ rendered: true, result: id });
  });

  it('render_expression renders without an execution from 2.0 on', async () => {
    const asked = { expression: '{{ flow.id }}', ...at() };
    if (live.major < 2) expect(await live.failed('render_expression', asked)).toContain('2.0');
    else expect(await live.ok('render_expression', asked)).toEqual({ rendered: true, result: 'echo' });
  });

  it('render_expression says which execution is not there', async () => {
    const asked = { expression: '{{ 1 }}', execution_id: '0000000000000000000000' };
    expect(await live.failed('render_expression', asked)).toContain('0000000000000000000000');
  });
});
