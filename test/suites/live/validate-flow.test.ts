import { expect, it } from '@jest/globals';
import { HELLO } from './bodies.js';
import { describeLive, yaml } from './target.js';

interface Finding {
  message: string;
  line: number;
  fails?: string;
}

const log = (message: string) =>
  `tasks:\n  - id: hello\n    type: io.kestra.plugin.core.log.Log\n    message: ${JSON.stringify(message)}`;

describeLive('validate_flow', (live) => {
  const validate = (yaml_definition: string, more = {}) =>
    live.ok('validate_flow', { yaml_definition, ...more });
  const violations = async (yaml_definition: string) =>
    (await validate(yaml_definition)).violations as Finding[];
  const of = (id: string, body: string) => yaml(id, live.namespace, body);

  it('finds nothing wrong with a good flow, and saves nothing', async () => {
    expect(await validate(of('checked', HELLO))).toMatchObject({ valid: true, violations: [] });
    expect(
      await live.failed('manage_flow', { action: 'get_yaml', namespace: live.namespace, flow_id: 'checked' }),
    ).toContain('404');
  });

  it("points at what Kestra refuses, in Kestra's words", async () => {
    const [unknown] = await violations(of('bad', HELLO.replace('log.Log', 'log.Logg')));
    expect(unknown).toMatchObject({ message: expect.stringContaining('log.Logg'), line: 5, fails: 'save' });
    const [missing] = await violations(of('bad', HELLO.replace('    message: hello', '')));
    expect(missing).toMatchObject({ message: expect.stringContaining('null'), line: 4, fails: 'save' });
    const [broken] = await violations(of('bad', 'tasks:\n  - id: x\n   type: y'));
    expect(broken).toMatchObject({ line: 5, fails: 'save' });
  });

  it('judges several flows at once, each by itself', async () => {
    const both = `${of('one', HELLO)}---\n${of('two', HELLO.replace('log.Log', 'nope.Nope'))}`;
    expect(await violations(both)).toMatchObject([
      { line: 12, message: expect.stringContaining('nope.Nope') },
    ]);
  });

  it.each([
    ['{{ nope() }}', '"nope"'],
    ['{{ "x" | nope }}', '"nope"'],
    ['{{ inputs.none }}', '"none"'],
    ['{{ outputs.none.value }}', '"none"'],
    ['{{ inputs. }}', 'dot'],
  ])('%s is saved by Kestra, and the run fails', async (expression, word) => {
    const source = of('wrong', log(expression));
    const [found] = await violations(source);
    expect(found).toMatchObject({ message: expect.stringContaining(word), line: 6, fails: 'run' });
    await live.ok('create_flow_from_yaml', { yaml_definition: source });
    expect(await live.run('wrong')).toMatchObject({ state: { current: 'FAILED' } });
  });

  it('what runs is not called wrong', async () => {
    const source = of('right', log("{{ inputs.none ?? 'x' }} {{ flow.id | upper }} {{ now() }}"));
    expect(await validate(source)).toMatchObject({ valid: true });
    await live.ok('create_flow_from_yaml', { yaml_definition: source });
    expect(await live.run('right')).toMatchObject({ state: { current: 'SUCCESS' } });
  });
});
