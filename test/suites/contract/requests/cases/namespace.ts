import type { Case } from '../case.js';
import { AWKWARD, DIRECTORY, FILE, KEY, NAMESPACE, NEW_FILE } from '../ids.js';

const namespace = NAMESPACE;
const file = { namespace, path: FILE };
const VALUES = [
  AWKWARD,
  'plain words',
  '2026-01-31',
  '2026-01-31T12:00:00Z',
  'PT5M',
  42,
  true,
  { a: [AWKWARD] },
];

/** The groups namespace, files and kv. */
export const NAMESPACE_CASES: readonly Case[] = [
  { tool: 'list_namespaces', args: {} },
  { tool: 'list_namespaces', args: { query: AWKWARD, page_size: 5 } },
  { tool: 'list_namespaces', args: { with_flows_only: true } },
  { tool: 'list_namespaces', args: { query: AWKWARD, with_flows_only: true } },
  { tool: 'list_namespaces', args: { offset: 1 } },
  { tool: 'list_flows_in_namespace', args: { namespace } },
  { tool: 'list_flows_in_namespace', args: { namespace, offset: 1 } },
  { tool: 'list_namespace_dependencies', args: { namespace } },
  { tool: 'list_namespace_dependencies', args: { namespace, offset: 1 } },
  { tool: 'namespace_file_action', args: { ...file } },
  { tool: 'namespace_file_action', args: { namespace, path: '/one dir/a b+c.txt' } },
  { tool: 'namespace_file_action', args: { ...file, action: 'get', offset: 3 } },
  { tool: 'namespace_file_action', args: { ...file, action: 'create', file_content: AWKWARD } },
  {
    tool: 'namespace_file_action',
    args: { ...file, action: 'create', file_content: 'AAH/', encoding: 'base64' },
  },
  { tool: 'namespace_file_action', args: { ...file, action: 'move', to_path: NEW_FILE } },
  { tool: 'namespace_file_action', args: { ...file, action: 'delete' } },
  { tool: 'namespace_file_action', args: { namespace, action: 'search', q: AWKWARD } },
  ...['list', 'create', 'delete'].map((action) => ({
    tool: 'namespace_directory_action',
    args: { namespace, path: DIRECTORY, action },
  })),
  { tool: 'namespace_directory_action', args: { namespace, path: '/', action: 'list' } },
  { tool: 'namespace_directory_action', args: { ...file, action: 'move', to_path: NEW_FILE } },
  { tool: 'namespace_directory_action', args: { namespace, path: '/', action: 'list', offset: 1 } },
  { tool: 'manage_kv_store', args: { namespace, action: 'list' } },
  { tool: 'manage_kv_store', args: { namespace, action: 'list', offset: 1 } },
  { tool: 'manage_kv_store', args: { namespace, action: 'get', key: KEY, offset: 1 } },
  { tool: 'manage_kv_store', args: { namespace, action: 'get', key: KEY } },
  { tool: 'manage_kv_store', args: { namespace, action: 'delete', key: KEY } },
  ...VALUES.map((value) => ({
    tool: 'manage_kv_store',
    args: { namespace, action: 'set', key: KEY, value },
  })),
  {
    tool: 'manage_kv_store',
    args: {
      namespace,
      action: 'set',
      key: KEY,
      value: '42',
      type: 'STRING',
      ttl: 'PT1H',
      description: 'A key',
    },
  },
];
