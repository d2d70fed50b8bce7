import type { Case } from '../case.js';
import { AWKWARD, FLOW, NAMESPACE } from '../ids.js';

const ref = { namespace: NAMESPACE, flow_id: FLOW };
/** The flow is at revision 3. */
const edits = [{ find: 'namespace: ', replace: `description: ${JSON.stringify(AWKWARD)}\nnamespace: ` }];

export const EDITING_CASES: readonly Case[] = [
  { tool: 'edit_flow', args: { ...ref, edits } },
  { tool: 'edit_flow', args: { ...ref, edits: [{ ...edits[0], all: true }], dry_run: true, revision: 3 } },
  { tool: 'edit_flow', args: { ...ref, restore_revision: 2 } },
  { tool: 'compare_flow_revisions', args: ref },
  { tool: 'compare_flow_revisions', args: { ...ref, from: 1, to: 2 } },
];
