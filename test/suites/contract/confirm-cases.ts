import type { Table as Routes } from '../../support/kestra/use-kestra.js';

/** A call that deletes or ends something, or changes very much in one step. */
export interface ConfirmCase {
  tool: string;
  action?: string;
  given: Record<string, unknown>;
  /** The responses to what is read first. */
  reads: Routes;
  /** The requests that change something, each with its response. */
  changes: Routes;
  /** It affects several things. */
  bulk?: true;
  /** What the question, or the text to repeat, must say. */
  says: RegExp;
}

const many = Array.from({ length: 34 }, (_, n) => `e${n}`);
const execution = { id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'RUNNING' } };
const ROOT = '/main/namespaces/a/files';
const file = { type: 'File', fileName: 'x.py', size: 3, lastModifiedTime: 1, creationTime: 1 };
const hour = (of: number) => `2026-01-01T0${of}:00:00Z`;
const backfill = { start: hour(0), end: hour(6), currentDate: hour(2) };
const backfilled = { tenantId: 'main', namespace: 'a', flowId: 'f', triggerId: 'hourly', backfill };
const folder = { ...file, type: 'Directory', fileName: 'd' };

export const CASES: readonly ConfirmCase[] = [
  {
    tool: 'manage_executions',
    action: 'kill',
    given: { execution_id: 'e1' },
    reads: { 'GET /main/executions/e1': { json: execution } },
    changes: { 'DELETE /main/executions/e1/kill': { status: 202 } },
    says: /kill the execution e1 of the flow "a\.f" in state "RUNNING" and its subflow executions/,
  },
  {
    tool: 'manage_executions',
    action: 'delete',
    given: { execution_id: 'e1' },
    reads: { 'GET /main/executions/e1': { json: execution } },
    changes: { 'DELETE /main/executions/e1': { status: 204 } },
    says: /delete the execution e1 of the flow "a\.f" in state "RUNNING" with its logs and outputs/,
  },
  {
    tool: 'namespace_file_action',
    action: 'delete',
    given: { namespace: 'a', path: '/x.py' },
    reads: { [`GET ${ROOT}/stats`]: { json: file } },
    changes: { [`DELETE ${ROOT}`]: { status: 200 } },
    says: /delete the file "\/x\.py" \(3 bytes\) in the namespace a/,
  },
  {
    tool: 'namespace_directory_action',
    action: 'delete',
    given: { namespace: 'a', path: '/d' },
    reads: {
      [`GET ${ROOT}/stats`]: { json: folder },
      [`GET ${ROOT}/directory`]: { json: [file, { ...file, fileName: 'y.py' }] },
    },
    changes: { [`DELETE ${ROOT}`]: { status: 200 } },
    bulk: true,
    says: /delete the directory "\/d" in the namespace a with 2 files in it/,
  },
  {
    tool: 'manage_flow',
    action: 'delete',
    given: { namespace: 'a', flow_id: 'f' },
    reads: {
      'GET /main/flows/a/f': {
        json: { id: 'f', namespace: 'a', revision: 7, triggers: [{ id: 'daily', type: 'S' }] },
      },
    },
    changes: { 'DELETE /main/flows/a/f': { status: 204 } },
    says: /delete the flow a\.f, revision 7, with its trigger "daily"/,
  },
  {
    tool: 'manage_kv_store',
    action: 'delete',
    given: { namespace: 'a', key: 'k' },
    reads: { 'GET /main/namespaces/a/kv': { json: [{ key: 'k', updateDate: '2026-01-01' }] } },
    changes: { 'DELETE /main/namespaces/a/kv/k': { json: true } },
    says: /delete the key "k" and its value from the KV store of the namespace a/,
  },
  {
    tool: 'delete_execution_logs',
    given: { execution_id: 'e1', min_level: 'WARN' },
    reads: { 'GET /main/logs/e1': { json: [{ level: 'WARN' }, { level: 'ERROR' }] } },
    changes: { 'DELETE /main/logs/e1': { status: 204 } },
    says: /permanently delete the log lines with min_level "WARN" of the execution e1/,
  },
  {
    tool: 'delete_flow_logs',
    given: { namespace: 'a', flow_id: 'f' },
    reads: {
      'GET /main/logs/search': {
        json: { results: [{ namespace: 'a', flowId: 'f', level: 'INFO' }], total: 1 },
      },
    },
    changes: { 'DELETE /main/logs/a/f': { status: 204 } },
    bulk: true,
    says: /permanently delete all log lines of all executions of the flow a\.f/,
  },
  {
    tool: 'replay_execution',
    given: { ids: many },
    reads: {},
    changes: { 'POST /main/executions/replay/by-ids': { json: { count: 34 } } },
    bulk: true,
    says: /start 34 new executions that replay existing ones/,
  },
  {
    tool: 'backfill_executions',
    given: { namespace: 'a', flow_id: 'f', start: '2026-01-01', end: '2026-01-03' },
    reads: {
      'GET /main/flows/a/f': {
        json: {
          id: 'f',
          namespace: 'a',
          triggers: [{ id: 'hourly', type: 'x.Schedule', cron: '0 * * * *' }],
        },
      },
      'GET /main/triggers/a/f': {
        json: { results: [{ namespace: 'a', flowId: 'f', triggerId: 'hourly' }], total: 1 },
      },
      'GET /main/triggers/search': {
        json: { results: [{ namespace: 'a', flowId: 'f', triggerId: 'hourly' }], total: 1 },
      },
    },
    changes: { 'PUT /main/triggers': { json: { namespace: 'a', flowId: 'f', triggerId: 'hourly' } } },
    bulk: true,
    says: /start about 49 executions of the flow a\.f for its schedule "hourly" from 2026-01-01T00:00:00\.000Z to 2026-01-03/,
  },
  {
    tool: 'manage_trigger',
    action: 'stop_backfill',
    given: { namespace: 'a', flow_id: 'f', trigger_id: 'hourly' },
    reads: {
      'GET /main/flows/a/f': {
        json: {
          id: 'f',
          namespace: 'a',
          triggers: [{ id: 'hourly', type: 'x.Schedule', cron: '0 * * * *' }],
        },
      },
      'GET /main/triggers/a/f': { json: { results: [backfilled], total: 1 } },
    },
    changes: { 'POST /main/triggers/backfill/delete': { json: { ...backfilled, backfill: null } } },
    says: /stop the backfill of the trigger "hourly" of the flow a\.f from "2026-01-01T00:00:00Z" to .*, now at .*, and drop the executions it has not started \(4\)/,
  },
  {
    tool: 'resume_execution',
    given: { execution_ids: many },
    reads: Object.fromEntries(
      many.map((id) => [`GET /main/executions/${id}`, { status: 404, json: { message: 'no' } }]),
    ),
    changes: { 'POST /main/executions/resume/by-ids': { json: { count: 34 } } },
    bulk: true,
    says: /resume 34 paused executions/,
  },
  {
    tool: 'manage_invitations',
    action: 'delete',
    given: { id_: 'i1' },
    reads: { 'GET /main/invitations/i1': { json: { id: 'i1', email: 'ada@x.org', status: 'PENDING' } } },
    changes: { 'DELETE /main/invitations/i1': { status: 204 } },
    says: /delete the invitation of "ada@x\.org" with status "PENDING"/,
  },
  {
    tool: 'manage_group',
    action: 'delete',
    given: { id_: 'g1' },
    reads: { 'GET /main/groups/g1': { json: { id: 'g1', name: 'Team' } } },
    changes: { 'DELETE /main/groups/g1': { status: 204 } },
    says: /delete the group of users "Team"/,
  },
  {
    tool: 'manage_apps',
    action: 'delete',
    given: { uid: 'u1' },
    reads: { 'GET /main/apps/u1': { json: { uid: 'u1', id: 'form', namespace: 'a' } } },
    changes: { 'DELETE /main/apps/u1': { status: 204 } },
    says: /delete the app "form" in the namespace "a"/,
  },
  {
    tool: 'manage_announcements',
    action: 'delete',
    given: { id_: 'b1' },
    reads: { 'GET /banners/search': { json: [{ id: 'b1', message: 'Down at 5' }] } },
    changes: { 'DELETE /banners/b1': { status: 204 } },
    says: /delete the announcement "Down at 5"/,
  },
  {
    tool: 'manage_tests',
    action: 'delete',
    given: { namespace: 'a', id_: 't1' },
    reads: {},
    changes: { 'DELETE /main/tests/a/t1': { status: 204 } },
    says: /delete the test suite a\.t1 with its test cases/,
  },
];
