import { cutText, type Flow, type KestraClient, NotFoundError } from '@kestra-mcp/core';
import { changesOf } from './changes.js';
import type { CompareFlowRevisions } from './editing.schemas.js';
import { wholeDiff } from './flow-diff.js';

/** Share of the result that the diff may take. */
const SHARE_OF_DIFF = 0.6;

/** Compares two revisions of a flow: the parts that changed, and a diff. */
export async function compareRevisions(
  kestra: KestraClient,
  asked: CompareFlowRevisions,
  answerChars: number,
) {
  const { namespace, flow_id } = asked;
  const link = kestra.ui.link(kestra.ui.flow(namespace, flow_id));
  const { from, to } = await bothOf(kestra, asked);
  const told = { to: inShort(to), ...link };
  if (from === undefined)
    return {
      changes: [],
      note: `There is no revision before ${to.revision} to compare with.`,
      ...told,
    };
  const version = ({ revision, source = '' }: Flow) => ({ name: `revision ${revision}`, source });
  const diff = wholeDiff(version(from), version(to));
  const changes = changesOf(from, to);
  const note = noteOf(diff, changes.length > 0);
  return {
    from: inShort(from),
    ...told,
    ...(note && { note }),
    changes,
    ...countOf(diff),
    diff: cutText(diff, Math.floor(answerChars * SHARE_OF_DIFF), {
      readOn: 'Read each with manage_flow, action get_yaml and revision.',
    }),
  };
}

async function bothOf(kestra: KestraClient, { namespace, flow_id, from, to }: CompareFlowRevisions) {
  const read = (revision?: number) => kestra.flows.get(namespace, flow_id, { source: true, revision });
  if (from !== undefined) {
    const [one, other] = await Promise.all([read(from), read(to)]);
    return { from: one, to: other };
  }
  const last = await read(to);
  return { from: await theOneBefore(kestra, last), to: last };
}

/** Usually the revision before is one less. If that one was deleted, look through all revisions. */
async function theOneBefore(
  kestra: KestraClient,
  { namespace, id, revision = 1 }: Flow,
): Promise<Flow | undefined> {
  if (revision <= 1) return undefined;
  try {
    return await kestra.flows.get(namespace, id, { source: true, revision: revision - 1 });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    const all = await kestra.flows.revisions(namespace, id);
    const before = all.filter((one) => Number(one.revision) < revision);
    return before.sort((a, b) => Number(a.revision) - Number(b.revision)).at(-1);
  }
}

function inShort({ revision, updated }: Flow) {
  return { revision, ...(typeof updated === 'string' && { updated }) };
}

function noteOf(diff: string, isChanged: boolean): string | undefined {
  if (diff === '') return 'Both revisions have the same YAML.';
  return isChanged ? undefined : 'They differ only in comments, whitespace or formatting.';
}

/** Counts the lines added and removed, without the two header lines. */
function countOf(diff: string) {
  if (!diff.startsWith('--- ')) return {};
  const lines = diff.split('\n').slice(2);
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return { lines_added: count('+'), lines_removed: count('-') };
}
