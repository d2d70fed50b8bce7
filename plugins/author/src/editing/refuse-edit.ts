import { ConflictError, type Flow, InputError, type KestraClient, NotFoundError } from '@kestra-mcp/core';
import type { EditFlow } from './editing.schemas.js';
import { flowDiff } from './flow-diff.js';

/** Most characters of the diff in an error. */
const ROOM = 3_000;
/** Kestra's label for flows that are kept elsewhere. The Kestra UI does not allow editing them. */
const READ_ONLY = 'system.readOnly';

/** Throws for a flow that the next synchronization would change back. */
export function refuseReadOnly({ namespace, id, labels }: Flow): void {
  if (!isReadOnly(labels)) return;
  throw new InputError(
    `The flow ${namespace}.${id} is read-only in Kestra: it has the label "${READ_ONLY}: true".`,
    {
      hint: 'Change it where it is kept, such as a Git repository. To save its whole YAML in spite of the label, call create_flow_from_yaml.',
    },
  );
}

/** Kestra returns labels as a list. In YAML they may be a map. */
function isReadOnly(labels: unknown): boolean {
  const given = (labels ?? {}) as { key: string; value: unknown }[] | Record<string, unknown>;
  const pairs = Array.isArray(given) ? given.map(({ key, value }) => [key, value]) : Object.entries(given);
  return pairs.some(([key, value]) => key === READ_ONLY && String(value) === 'true');
}

type Latest = Flow & { source: string };

/** Throws if the revision is no longer the latest, and shows what changed since then. */
export async function refuseStale(
  kestra: KestraClient,
  { namespace, flow_id, revision }: EditFlow,
  latest: Latest,
): Promise<void> {
  if (revision === undefined || revision === latest.revision) return;
  const changes = await changesSince(kestra, latest, revision);
  const since = changes ?? ` Revision ${revision} does not exist.`;
  const look = changes === undefined ? 'Read the flow' : 'Review the changes';
  throw new ConflictError(
    'KMCP_CONFLICT',
    `The flow ${namespace}.${flow_id} is at revision ${latest.revision}, not ${revision}.${since}`,
    { hint: `Nothing was saved. ${look}, then repeat the edit with revision ${latest.revision}.` },
  );
}

/** Undefined if the revision does not exist. */
async function changesSince(
  kestra: KestraClient,
  latest: Latest,
  revision: number,
): Promise<string | undefined> {
  const { namespace, id } = latest;
  const seen = await kestra.flows.get(namespace, id, { source: true, revision }).catch((error: unknown) => {
    // It may have been deleted, or may never have existed.
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  if (seen?.source === undefined) return undefined;
  const from = { name: `revision ${revision}`, source: seen.source };
  const to = { name: `revision ${latest.revision}`, source: latest.source };
  const diff = flowDiff(from, to, ROOM);
  return diff === '' ? ' Both revisions have the same YAML.' : ` Changes since then:\n${diff}`;
}
