import { type Actions, namespace, searchText } from '@kestra-mcp/core';
import * as z from 'zod';
import { path } from './path.js';

export const NamespaceFileAction = z.strictObject({
  namespace,
  path: path.optional().describe('File, e.g. /scripts/etl.py; for all actions but search'),
  action: z.enum(['get', 'create', 'move', 'delete', 'search']).default('get'),
  file_content: z.string().optional().describe('For create: the content, replacing a file that is there'),
  encoding: z.enum(['text', 'base64']).default('text').describe('Of file_content'),
  to_path: path.optional().describe('For move'),
  q: searchText.optional().describe('For search: part of the path'),
  offset: z.int().min(0).default(0).describe('For get: first byte, to read a large file in parts'),
});
export const fileActions = {
  get: { effect: 'read', requires: ['path'], accepts: ['offset'] },
  create: { effect: 'write', requires: ['path', 'file_content'], accepts: ['encoding'] },
  move: { effect: 'write', requires: ['path', 'to_path'] },
  delete: { effect: 'destructive', requires: ['path'] },
  search: { effect: 'read', requires: ['q'] },
} as const satisfies Actions<typeof NamespaceFileAction>;

export const FileResult = z.looseObject({
  content: z.string().optional(),
  encoding: z.string().optional().describe('text or base64'),
  results: z.array(z.string()).optional(),
  status: z.string().optional().describe('created, updated (replaced), moved, deleted or not_found'),
  note: z.string().optional(),
});

export const NamespaceDirectoryAction = z.strictObject({
  namespace,
  path: path.describe('Directory, e.g. /scripts; / is the root'),
  action: z.enum(['list', 'create', 'delete', 'move']),
  to_path: path.optional().describe('For move'),
});
export const directoryActions = {
  list: { effect: 'read' },
  create: { effect: 'write' },
  delete: { effect: 'destructive' },
  move: { effect: 'write', requires: ['to_path'] },
} as const satisfies Actions<typeof NamespaceDirectoryAction>;

export const DirectoryResult = z.looseObject({
  results: z.array(z.looseObject({ type: z.string(), fileName: z.string() })).optional(),
  status: z.string().optional(),
  note: z.string().optional(),
});
