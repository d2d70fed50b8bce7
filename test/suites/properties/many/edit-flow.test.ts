import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Edit } from '../../../../plugins/author/src/editing/editing.schemas.js';
import plugin from '../../../../plugins/author/src/index.js';
import { type TestHost, testHost } from '../../../published/kit/test-host.js';
import { type Sandbox, startSandbox } from '../../../published/sandbox/index.js';
import { longFlow } from '../../../support/flows/long-flow.js';

/** For each version. */
const CASES = 100;
const SEED = 1_711;

/** Variants of the same flow: line endings, the end of the file, and trailing white space. */
const dress = fc.record({
  tasks: fc.integer({ min: 1, max: 30 }),
  crlf: fc.boolean(),
  end: fc.constantFrom('', '\n', '\n\n', '\n# the end', '  '),
});
const WORDS = [
  'data',
  'größe 🎉',
  '$& $1 $$',
  '{{ inputs.who }}',
  '',
  '   ',
  '\t',
  'a: b: c',
  '"',
  '[',
  '*stage',
  '&stage',
  '# c',
  '\r\n',
  '---\n',
];
const replacement = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'io.kestra.nope.Nope',
    'io.kestra.plugin.core.log.Log',
    'id: other',
    'namespace: rec.other',
    '\n  - id: more\n    type: io.kestra.plugin.core.log.Log\n    message: more\n',
    '\n---\nid: second\nnamespace: rec.demo\n',
    'disabled: true\n',
    'revision: 7\n',
  ),
);

/** Where an edit looks: any part, a line, a value, or something that does not exist. */
type Place = { kind: 'part' | 'line' | 'value' | 'end' | 'nowhere' | 'key'; at: number; length: number };
const place: fc.Arbitrary<Place> = fc.record({
  kind: fc.constantFrom('part', 'line', 'line', 'value', 'value', 'value', 'end', 'nowhere', 'key'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.integer({ min: 1, max: 60 }),
});

function findAt(source: string, { kind, at, length }: Place): string {
  const lines = source.split('\n');
  const line = lines[Math.floor(at * lines.length)] ?? '';
  switch (kind) {
    case 'line':
      return line === '' ? '\n' : line;
    case 'value':
      return /: (\S.*)$/.exec(line)?.[1] ?? 'PT3M';
    case 'key':
      return ['id: hello', 'rec.demo', 'type: ', 'message', 'tasks:\n'][Math.floor(at * 5)] ?? 'id';
    case 'end':
      return source.slice(-length);
    case 'nowhere':
      return 'not in the flow';
    default:
      return source.slice(Math.floor(at * source.length)).slice(0, length) || 'id';
  }
}

/** Text and comments with any content. */
const TEXTS = [
  'this is step 1"',
  'came in over night',
  '# an anchor',
  'incoming',
  'It failed.',
  '# at two',
  'tells who',
  '# ---- what it does ----',
];
const all = fc.option(fc.boolean(), { nil: undefined });
const wild = fc.record({ place, replace: replacement, all });
const tame = fc.record({
  place: fc.constantFrom(...TEXTS),
  replace: fc.constantFrom('', 'größe 🎉', '$& $1 $$', '{{ flow.id }}', 'one # two', "it's", 'one\ttwo'),
  all,
});
const edits = fc.oneof(
  fc.array(wild, { minLength: 1, maxLength: 3 }),
  fc.uniqueArray(tame, { minLength: 1, maxLength: 4, selector: (each) => each.place }),
);

describe.each(['oss-1.3', 'oss-2.0'] as const)('on %s', (mode) => {
  let sandbox: Sandbox;
  let host: TestHost;
  beforeAll(async () => {
    sandbox = await startSandbox({ mode });
    host = await testHost({ plugins: [plugin], kestra: { baseUrl: sandbox.baseUrl } });
  });
  afterAll(async () => {
    await host.close();
    await sandbox.close();
  });

  const ref = { namespace: 'rec.demo', flow_id: 'hello' };
  const stored = async () => {
    const answer = await fetch(`${sandbox.baseUrl}/main/flows/rec.demo/hello?source=true`);
    return (await answer.json()) as { source: string; revision: number };
  };
  const save = (body: string) =>
    fetch(`${sandbox.baseUrl}/main/flows`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-yaml' },
      body,
    });
  const call = async (args: Record<string, unknown>) => {
    const { isError = false, structuredContent, content } = await host.call('edit_flow', { ...ref, ...args });
    return { isError, told: structuredContent as Record<string, string>, text: JSON.stringify(content) };
  };

  it('a dry run and a real one agree, and all that no edit names stays to the byte', async () => {
    const seen = { saved: 0, refused: 0 };
    const property = fc.asyncProperty(dress, edits, async ({ tasks, crlf, end }, wanted) => {
      sandbox.reset();
      const text = longFlow(tasks) + end;
      const source = crlf ? text.replaceAll('\n', '\r\n') : text;
      expect((await save(source)).status).toBe(200);
      const given = wanted.map(({ place, replace, all }) => ({
        find: typeof place === 'string' ? place : findAt(source, place),
        replace,
        ...(all !== undefined && { all }),
      }));
      const dry = await call({ edits: given, dry_run: true });
      expect(await stored()).toMatchObject({ source, revision: 1 });
      const real = await call({ edits: given });
      expect({ isError: real.isError, ...(real.isError && { text: real.text }) }).toEqual({
        isError: dry.isError,
        ...(dry.isError && { text: dry.text }),
      });
      seen[real.isError ? 'refused' : 'saved'] += 1;
      const now = await stored();
      if (real.isError) return expect(now).toMatchObject({ source, revision: 1 });
      expect(now).toMatchObject({ source: edited(source, given), revision: 2 });
      expect(real.told).toMatchObject({
        status: 'updated',
        diff: dry.told.diff?.replace('+++ not saved', '+++ revision 2'),
      });
      const back = await call({ restore_revision: 1 });
      expect(back.told).toMatchObject({ status: 'updated', revision: 3 });
      expect((await stored()).source).toBe(source);
    });
    await fc.assert(property, { numRuns: CASES, seed: SEED });
    // Both outcomes are frequent enough.
    expect(Math.min(seen.saved, seen.refused)).toBeGreaterThan(CASES / 5);
  }, 180_000);
});

/** Applies the edits in the simplest way. */
function edited(source: string, given: readonly Edit[]): string {
  return given.reduce((text, { find, replace, all = false }) => {
    const parts = text.split(find);
    if (all) return parts.join(replace);
    return `${parts[0]}${replace}${parts.slice(1).join(find)}`;
  }, source);
}
