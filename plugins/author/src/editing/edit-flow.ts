import { InputError, type KestraClient } from '@kestra-mcp/core';
import { applyEdits } from './apply-edits.js';
import type { Change, Done } from './change.js';
import type { EditFlow } from './editing.schemas.js';
import { flowDiff } from './flow-diff.js';
import { judgeEdit } from './judge-edit.js';
import { refuseReadOnly, refuseStale } from './refuse-edit.js';
import { refuseOtherFlow, refuseRevisionLine } from './same-flow.js';
import { saveEdit } from './save-edit.js';

/** Of an answer, what a diff may take. */
const SHARE_OF_DIFF = 0.5;

/**
 * Changes the YAML of a flow, or only says what would become of it: both go the same way, up to the request that saves.
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

/** The flow as it is, and as it is wanted. */
async function changeOf(kestra: KestraClient, asked: EditFlow): Promise<Omit<Change, 'room'>> {
  const { namespace, flow_id, edits = [], restore_revision } = asked;
  if (edits.length > 0 === (restore_revision !== undefined)) {
    throw new InputError('Give either "edits" or "restore_revision".', {
      hint: 'edits change the latest revision; restore_revision brings an earlier one back.',
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
    restore_revision === revision ? 'is the latest one' : `has the same YAML as the latest, ${revision}`;
  return {
    status: 'unchanged',
    revision,
    note: `Revision ${restore_revision} ${same}: there is nothing to restore.`,
  };
}

function onlyChecked({ current: { source, revision }, wanted, room }: Change): Done {
  const names = [`revision ${revision}`, 'not saved'] as const;
  const diff = flowDiff({ name: names[0], source }, { name: names[1], source: wanted }, room);
  return {
    status: 'checked',
    revision,
    diff,
    next: `Nothing is saved yet: the same call without dry_run and with revision ${revision} saves it.`,
  };
}
