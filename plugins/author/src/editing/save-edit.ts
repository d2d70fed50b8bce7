import type { Flow, KestraClient } from '@kestra-mcp/core';
import type { Change, Done } from './change.js';
import { flowDiff } from './flow-diff.js';

/** Share of the room for diffs that the diff of somebody else's change may take. */
const SHARE_OF_OTHERS = 0.4;

/** Saves the flow, then checks whether somebody else saved it at the same time: in Kestra the last one wins, silently. */
export async function saveEdit(kestra: KestraClient, change: Change): Promise<Done> {
  const { namespace, flow_id } = change.asked;
  const { current, wanted, room } = change;
  const draft = current.draft === true ? { draft: true as const } : {};
  const saved = await kestra.flows.update(namespace, flow_id, wanted, draft);
  // The flow is saved, so an error here must not fail the call.
  const now = await kestra.flows.get(namespace, flow_id, { source: true }).catch(() => undefined);
  const revision = saved.revision ?? now?.revision;
  const kept = now?.revision === revision ? now : saved;
  const before = { name: `revision ${current.revision}`, source: current.source };
  const after = { name: `revision ${revision}`, source: kept?.source ?? wanted };
  if (revision === current.revision) return notChanged(revision);
  const others = await savedOver(kestra, change, revision);
  const back = others === undefined ? current.revision : Number(revision) - 1;
  return {
    status: 'updated',
    revision,
    diff: flowDiff(before, after, room),
    ...(back !== undefined && { undo: undoOf(back, revision) }),
    warnings: [
      ...(others ?? []),
      ...storedOtherwise(wanted, kept?.source),
      ...enabledNow(current, saved),
      ...sinceThen(now, revision),
    ],
  };
}

function undoOf(back: number, revision: number | undefined): string {
  const asOf = revision === undefined ? '' : ` and revision ${revision}`;
  return `Call edit_flow with restore_revision ${back}${asOf}.`;
}

function notChanged(revision: number | undefined): Done {
  const note = `Kestra accepted the YAML but created no new revision. The flow is still as in revision ${revision}.`;
  return { status: 'unchanged', revision, note };
}

/** Reports a revision that somebody else saved between our read and our write, and that this call overwrote. */
async function savedOver(kestra: KestraClient, { asked, current, room }: Change, saved: number | undefined) {
  const { namespace, flow_id } = asked;
  const theirs = Number(saved) - 1;
  if (saved === undefined || current.revision === undefined || theirs <= current.revision) return undefined;
  const said = `Somebody else saved revision ${theirs} at the same time, and this call overwrote it. Revision ${saved} does not contain their change.`;
  const next = `To keep both, call edit_flow with restore_revision ${theirs}, then repeat these edits.`;
  const lost = await kestra.flows
    .get(namespace, flow_id, { source: true, revision: theirs })
    .catch(() => undefined);
  const from = { name: `revision ${current.revision}`, source: current.source };
  const diff =
    lost?.source === undefined
      ? ''
      : flowDiff(from, { name: `revision ${theirs}`, source: lost.source }, room * SHARE_OF_OTHERS);
  return [`${said} ${next}${diff && ` Their change:\n${diff}`}`];
}

function storedOtherwise(wanted: string, kept: string | undefined): string[] {
  if (kept === undefined || kept === wanted) return [];
  return [
    'The YAML in Kestra differs from the YAML that was sent: Kestra changed it, or somebody else saved the flow at the same moment. The diff shows the YAML in Kestra.',
  ];
}

function enabledNow(before: Flow, after: Flow): string[] {
  const [was, is] = [before.disabled === true, after.disabled === true];
  if (was === is) return [];
  return [`The flow was ${was ? 'disabled' : 'enabled'} before and is ${is ? 'disabled' : 'enabled'} now.`];
}

function sinceThen(now: Flow | undefined, saved: number | undefined): string[] {
  if (now?.revision === undefined || saved === undefined || now.revision <= saved) return [];
  return [`Somebody else has saved revision ${now.revision} since then.`];
}
