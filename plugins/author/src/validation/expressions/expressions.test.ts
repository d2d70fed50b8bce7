import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { type File, recorded, sentBody } from '../../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../../test/support/kestra/use-kestra.js';
import { judgeFlow } from '../judge-flow.js';

const kestra = useKestra();
const VALIDATE = 'POST /main/flows/validate';
const FINE = { json: [{ index: 0 }] };

/** What there is to use in expressions, on either major. */
const words = (file: File = '1.3-oss') => ({
  'GET /pebble/functions': recorded('pebble functions', file),
  'GET /pebble/filters': recorded('pebble filters', file),
  'GET /main/secrets': recorded('secrets of a namespace', '2.0-oss'),
  'GET /main/namespaces/rec.demo/secrets': recorded('namespace secrets'),
  'GET /main/namespaces/rec.demo/inherited-secrets': recorded('namespace inherited secrets', file),
});

const FLOW = `id: f
namespace: rec.demo
inputs:
  - {id: who, type: STRING}
  - {id: with-dash, type: STRING}
  - {id: nested.one, type: STRING}
variables: {colour: red}
tasks:
  - id: first
    type: io.kestra.plugin.core.log.Log
    message: MESSAGE
  - id: second-one
    type: io.kestra.plugin.core.flow.If
    condition: "{{ true }}"
    then:
      - {id: inner, type: io.kestra.plugin.core.debug.Return, format: x}
  - {id: items, type: io.kestra.plugin.core.flow.ForEachItem}
errors:
  - {id: sorry, type: io.kestra.plugin.core.log.Log, message: x}
finally:
  - {id: last, type: io.kestra.plugin.core.log.Log, message: x}
`;

async function judge(message: string, version = '1.3') {
  kestra.answers({ ...words(version === '2.0' ? '2.0-oss' : '1.3-oss'), [VALIDATE]: FINE });
  const yaml = FLOW.replace('MESSAGE', () => JSON.stringify(message));
  return judgeFlow(new KestraClient(kestra.settings(version)), yaml);
}
const said = async (message: string, version?: string) =>
  (await judge(message, version)).violations.map((one) => one.message);

describe('no alarm', () => {
  it.each([
    'no expression at all, { nor a brace',
    '{{ inputs.who }} {{ inputs["with-dash"] }} {{ inputs.nested.one }} {{ vars.colour }}',
    '{{ inputs.none ?? "x" }} {{ inputs.none | default("x") }} {{ inputs.none is defined ? inputs.none : 1 }}',
    '{% if inputs.none is not empty %}{{ inputs.none }}{% endif %}',
    '{% if "none" in inputs %}{{ inputs.none }}{% endif %}{{ inputs contains "x" ? inputs.x : "" }}',
    "{{ outputs.first.value }} {{ outputs['second-one'].value }} {{ outputs.inner }} {{ outputs.sorry.x }}",
    '{{ outputs.last }} {{ outputs.items_split.uri }} {{ outputs[taskrun.value].value }} {{ outputs }}',
    '{{ item.value }} {{ taskrun.value }} {{ parents[0].taskrun.value }} {{ trigger.date }} {{ labels.x }}',
    '{{ globals.x }} {{ envs.y }} {{ execution.id }} {{ flow.namespace }} {{ task.id }} {{ error.message }}',
    "{{ kv('key', 'other') }} {{ kv(key='a', errorOnMissing=false) }} {{ render(vars.colour) }}",
    "{{ secret('MY_SECRET') }} {{ secret('my_secret') }} {{ secret(inputs.who) }}",
    "{{ secret('NONE', 'elsewhere') }} {{ secret('NONE', namespace='elsewhere') }} {{ secret(key=inputs.who) }}",
    '{% for one in [1, 2] %}{{ one }} {{ loop.index }}{% endfor %}{% set x = 1 %}{{ x }}',
    '{% if a %}{% for x in [] %}{{ x }}{% else %}{% endfor %}{% elseif b %}{% else %}{% endif %}{% raw %}{% if %}{% endraw %}',
    '{% for outputs in [1, 2] %}{{ outputs.none }}{% endfor %}',
    '{% macro greet(name) %}{{ name }}{% endmacro %}{{ greet("x") }}',
    '{% raw %}{{ nope( }}{% endraw %} {% verbatim %}{{ inputs.none }}{% endverbatim %} {# {{ nope() }} #}',
    "{{ {'a': {'b': 1}} }} {{ [1, 2] | first }} {{ (1 + 2) * 3 }} {{ 'nope()' }} {{ \"inputs.none\" }}",
    '{{ "#{inputs.none}" }} ${#array[@]} {{ inputs.who',
    '{{- inputs.who -}} {{ 1 > 2 ? "a" : "b" }} {{ not (1 == 2) and (2 is even) }} {{ x is divisible by(3) }}',
    '{{ "a" ~ "b" | upper }} {{ trigger.body.items | jq(".[0]") | first }} {{ read(inputs.who).nope() }}',
    '{{ 1.5 }} {{ 1..3 }} {{ a == b or c != d }} {{ "it\\\'s" }}',
  ])('%s', async (message) => {
    for (const version of ['1.3', '2.0'])
      expect(await judge(message, version)).toMatchObject({ violations: [], warnings: [] });
  });
});

describe('sure to fail', () => {
  it.each([
    ['{{ nope() }}', 'This Kestra instance has no function "nope".'],
    ['{{ "a" | uper }}', 'This Kestra instance has no filter "uper".'],
    ['{% filter nope %}x{% endfilter %}', 'This Kestra instance has no filter "nope".'],
    ['{{ inputs.none }}', 'The flow has no input "none".'],
    ['{{ inputs.with-dash }}', 'The flow has no input "with".'],
    ["{{ a ?? inputs['none'] }}", 'The flow has no input "none".'],
    ['{{ outputs.none.value }}', 'The flow has no task "none".'],
    ['{{ upper(outputs.first.value, x=outputs.frist.value) }}', 'The flow has no task "frist".'],
    ['{{ vars.none }}', 'The flow has no variable "none".'],
    ["{{ secret('NONE') }}", 'The namespace rec.demo has no secret "NONE".'],
    ["{{ secret('NONE', 'rec.demo') }}", 'The namespace rec.demo has no secret "NONE".'],
    ['{{ secret(key=\'NONE\', namespace="rec.demo") }}', 'The namespace rec.demo has no secret "NONE".'],
    ['{{ inputs. }}', 'The expression cannot be parsed: A name is missing after a dot.'],
    ['{{ nope( }}', 'The expression cannot be parsed: Unclosed "(".'],
    ['{{ .Values.x }}', 'The expression cannot be parsed: An expression cannot begin with ".".'],
    ['{{ inputs.who && 1 }}', 'The expression cannot be parsed: Unexpected character "&".'],
    ['{{ inputs.who', 'The expression cannot be parsed: Unclosed "{{".'],
    ["{{ 'open }}", "The expression cannot be parsed: Unclosed '."],
    ['{{ }}', 'The expression cannot be parsed: It is empty.'],
    ['{% if true %}x', 'The expression cannot be parsed: "if" has no "endif".'],
    [
      '{% for x in [1] %}{% if x %}{% endfor %}',
      'The expression cannot be parsed: "endfor" has no opening tag.',
    ],
    [
      '{% if a %}{% endif %}{% else %}',
      'The expression cannot be parsed: "else" does not belong to an open tag.',
    ],
    ['{{ inputs.who | }}', 'The expression cannot be parsed: The name of a filter is missing after "|".'],
  ])('%s', async (message, expected) => {
    expect(await said(message)).toContain(expected);
  });

  it('goes by the list of the instance, and says what is called otherwise now', async () => {
    const message = "{{ json('[1]') | json }}";
    expect(await said(message, '1.3')).toEqual([]);
    const { violations } = await judge(message, '2.0');
    expect(violations.map(({ hint }) => hint)).toEqual(['Use fromJson instead.', 'Use toJson instead.']);
    const [gone] = (await judge('{{ currentEachOutput(outputs.a) }}', '2.0')).violations;
    expect(gone?.hint).toContain('Declare outputs in the Loop');
    expect(
      (await judge('{{ inputs.with-dash }} {{ inputs.whoo }}')).violations.map(({ hint }) => hint),
    ).toEqual([`Write inputs['with-dash'], because "-" means minus.`, 'Did you mean "who"?']);
  });

  it.each([
    ['1.3-oss-authoring', 'validate flow: bad Pebble syntax'],
    ['1.3-oss-authoring', 'validate flow: unknown Pebble function'],
    ['1.3-oss-authoring', 'validate flow: unknown secret'],
    ['2.0-oss', 'validate flow, 2.0 removed: json()'],
    ['2.0-oss', 'validate flow, bad Pebble'],
  ] as const)('%s, %s: Kestra saves it, the run fails', async (file, name) => {
    kestra.answers({ ...words(file === '2.0-oss' ? file : '1.3-oss'), [VALIDATE]: recorded(name, file) });
    const verdict = await judgeFlow(
      new KestraClient(kestra.settings(file.slice(0, 3))),
      sentBody(name, file),
    );
    expect(verdict.valid).toBe(false);
    expect(new Set(verdict.violations.map(({ fails }) => fails))).toEqual(new Set(['run']));
    expect(verdict.violations.every(({ line }) => line === 7)).toBe(true);
  });
});

describe('where nothing is known', () => {
  it('of a Kestra that lists nothing, nothing is said but that', async () => {
    kestra.answers({ [VALIDATE]: FINE });
    const yaml = FLOW.replace('MESSAGE', `"{{ nope() | nope }} {{ secret('NONE') }}"`);
    const of = (version: string) => judgeFlow(new KestraClient(kestra.settings(version)), yaml);
    for (const version of ['0.24', '1.3', '2.0']) {
      expect(await of(version)).toMatchObject({
        valid: true,
        unchecked: [
          expect.stringContaining('Filters of expressions: '),
          expect.stringContaining('Functions of expressions: '),
          expect.stringContaining('Secrets of rec.demo: '),
        ],
      });
    }
  });

  it('of the Enterprise Edition inherited secrets count, and a list that is not for this user does not', async () => {
    const yaml = FLOW.replace('MESSAGE', `"{{ secret('OF_PARENT') }} {{ secret('NONE') }}"`);
    const own = { json: { results: [], total: 0 } };
    const inherited = { json: { rec: ['OF_PARENT'] } };
    for (const version of ['1.3', '2.0']) {
      const judged = () => judgeFlow(new KestraClient(kestra.settings(version)), yaml);
      const lists = {
        'GET /main/namespaces/rec.demo/secrets': own,
        'GET /main/secrets': own,
        'GET /main/namespaces/rec.demo/inherited-secrets': inherited,
      };
      kestra.answers({ ...words(), ...lists, [VALIDATE]: FINE });
      expect((await judged()).violations).toMatchObject([{ message: expect.stringContaining('"NONE"') }]);
      const refused = { 'GET /main/namespaces/rec.demo/inherited-secrets': { status: 403, json: {} } };
      kestra.answers({ ...words(), ...lists, ...refused, [VALIDATE]: FINE });
      expect(await judged()).toMatchObject({ valid: true, unchecked: [expect.stringContaining('403')] });
    }
  });

  it.each([
    [
      'inputs that bring others',
      '{id: who, type: STRING}',
      '{id: who, type: REUSABLE_INPUTS}',
      'inputs.none',
    ],
    ['tasks of a template', 'flow.ForEachItem', 'flow.Template', 'outputs.none'],
    ['variables that a task sets', 'flow.ForEachItem', 'execution.SetVariables', 'vars.none'],
  ])('%s', async (_, from, to, expression) => {
    kestra.answers({ [VALIDATE]: FINE });
    const yaml = FLOW.replace(from, to).replace('MESSAGE', `"{{ ${expression} }}"`);
    expect(await judgeFlow(new KestraClient(kestra.settings('1.3')), yaml)).toMatchObject({ valid: true });
  });

  it('what is not sure to be rendered is a warning, and prose is none', async () => {
    kestra.answers({ ...words(), [VALIDATE]: FINE });
    const yaml = FLOW.replace('MESSAGE', 'x')
      .replace('colour: red', 'colour: "{{ nope() }}"')
      .replace('id: items,', 'disabled: true, message: "{{ nope() }}", id: items,')
      .concat('description: "{{ nope( }}"\n');
    const { valid, warnings } = await judgeFlow(new KestraClient(kestra.settings('1.3')), yaml);
    expect(valid).toBe(true);
    expect(warnings.map(({ path }) => path)).toEqual(['variables.colour', 'tasks[2].message']);
  });
});
