import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const YAML = 'id: one\nnamespace: a.b\n';
const TOOLS = [
  ['1.3', 'manage_apps', 'POST /main/apps', { uid: 'u' }],
  ['2.0', 'manage_apps', 'POST /main/apps', { uid: 'u' }],
  ['1.3', 'manage_tests', 'POST /main/tests', { id: 'one', namespace: 'a.b' }],
  ['2.0', 'manage_tests', 'POST /main/tests', { id: 'one', namespace: 'a.b' }],
] as const;

describe.each(TOOLS)('on %s %s', (version, tool, route, saved) => {
  const create = (yaml_source: string) =>
    callPlugin(plugin, kestra, version)(tool, { action: 'create', yaml_source });

  it.each([
    [
      'two documents',
      `${YAML}---\n${YAML}`,
      'The YAML contains 2 documents, but Kestra would save only the first.',
    ],
    ['two in a fence', `\`\`\`yaml\n${YAML}---\n${YAML}\`\`\``, 'The YAML contains 2 documents'],
    ['two with CR line ends', `${YAML}---\n${YAML}`.replaceAll('\n', '\r'), 'The YAML contains 2 documents'],
    [
      'text around a fence',
      `Here:\n\`\`\`yaml\n${YAML}\`\`\``,
      'The text contains Markdown besides the YAML.',
    ],
  ])('refuses %s', async (_, yaml, said) => {
    expect((await create(yaml)).error).toContain(said);
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    [`\`\`\`yaml\n${YAML}\`\`\`\n`, YAML],
    [`\uFEFF${YAML}`, YAML],
    [`---\n${YAML}---\n# the end\n`, `---\n${YAML}---\n# the end\n`],
  ])('sends what is meant by %j', async (given, sent) => {
    kestra.answers({ [route]: { json: saved } });
    expect(await create(given)).not.toHaveProperty('error');
    expect(kestra.asked[0]?.body).toBe(sent);
  });
});
