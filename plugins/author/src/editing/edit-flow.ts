import { InputError, type KestraClient } from '@kestra-mcp/core';
import { applyEdits } from './apply-edits.js';
import type { Change, Done } from './change.js';
import type { EditFlow } from './editing.schemas.js';
import { flowDiff } from './flow-diff.js';
import { judgeEdit } from './judge-edit.js';
import { refuseReadOnly, refuseStale } from './refuse-edit.js';
import { refuseOtherFlow, refuseRevisionLine } from './same-flow.js';
import { saveEdit } from './save-edit.js';

/** Share of the result that the diff may take. */
const SHARE_OF_DIFF = 0.5;

/**
 * Changes the YAML of a flow, or with `dry_run` only shows the change. Both take the same steps up to the saving request.
 */
export async function editFlow(kestra: KestraClient, asked: EditFlow, answerChars: number) {
  const { namespace, flow_id, dry_run } = asked;
  const change = { ...(await changeOf(kestra, asked)), room: Math.floor(answerChars * SHARE_OF_DIFF) };
  const { current, wanted } = change;
  const link = kestra.ui.link(kestra.ui.flow(namespace, flow_id));
  if (wanted === current.source) return { ...asItWas(change), ...link };
  refuseOtherFlow(wanted, asked);
  refuseRevisionLine(wanted, current.source);
  const warnings = await judgeEdit(kestra, wanted);
  const { warnings: ofSaving = [], ...done } = dry_run ? onlyChecked(change) : await saveEdit(kestra, change);
  const told = [...ofSaving, ...warnings];
  return { ...done, ...(told.length > 0 && { warnings: told }), ...link };
}

/** The current flow and the YAML it should get. */
async function changeOf(kestra: KestraClient, asked: EditFlow): Promise<Omit<Change, 'room'>> {
  const { namespace, flow_id, edits = [], restore_revision } = asked;
  if (edits.length > 0 === (restore_revision !== undefined)) {
    throw new InputError('Give either "edits" or "restore_revision".', {
      hint: 'Use "edits" to change the latest revision, and "restore_revision" to go back to an earlier one.',
    });
  }
  const read = (revision?: number) => kestra.flows.get(namespace, flow_id, { source: true, revision });
  const [flow, restored] = await Promise.all([read(), restore_revision && read(restore_revision)]);
  const current = { ...flow, source: flow.source ?? '' };
  refuseReadOnly(current);
  await refuseStale(kestra, asked, current);
  const wanted = restored ? (restored.source ?? '') : applyEdits(current.source, edits);
  return { asked, current, wanted };
}

function asItWas({ asked: { restore_revision }, current: { revision } }: Change) {
  const same =
    restore_revision === revision
      ? 'is the latest revision'
      : `has the same YAML as the latest revision, ${revision}`;
  return {
    status: 'unchanged',
    revision,
    note: `Revision ${restore_revision} ${same}. Nothing was restored.`,
  };
}

function onlyChecked({ current: { source, revision }, wanted, room }: Change): Done {
  const names = [`revision ${revision}`, 'not saved'] as const;
  const diff = flowDiff({ name: names[0], source }, { name: names[1], source: wanted }, room);
  return {
    status: 'checked',
    revision,
    diff,
    next: `Nothing is saved yet. To save, repeat the call with revision ${revision} and without dry_run.`,
  };
}
