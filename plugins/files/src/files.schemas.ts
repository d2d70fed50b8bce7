import { type Actions, namespace, searchText } from '@kestra-mcp/core';
import * as z from 'zod';
import { path } from './path.js';

export const NamespaceFileAction = z.strictObject({
  namespace,
  path: path.optional().describe('path, e.g. /scripts/etl.py'),
  action: z.enum(['get', 'create', 'move', 'delete', 'search']).default('get'),
  file_content: z.string().optional().describe('new content of the file'),
  encoding: z.enum(['text', 'base64']).default('text').describe('encoding of file_content'),
  to_path: path.optional().describe('new path'),
  q: searchText.optional().describe('part of the path'),
  offset: z.int().min(0).default(0).describe('from `next`'),
});
export const fileActions = {
  get: { effect: 'read', does: 'get its content', requires: ['path'], accepts: ['offset'] },
  create: {
    effect: 'write',
    does: 'create/replace it',
    requires: ['path', 'file_content'],
    accepts: ['encoding'],
  },
  move: { effect: 'write', does: 'move/rename it', requires: ['path', 'to_path'] },
  delete: { effect: 'destructive', does: 'delete it', requires: ['path'] },
  search: { effect: 'read', does: 'search all paths', requires: ['q'], accepts: ['offset'] },
} as const satisfies Actions<typeof NamespaceFileAction>;

export const FileResult = z.looseObject({
  content: z.string().optional(),
  encoding: z.string().optional(),
  results: z.array(z.string()).optional(),
  status: z.string().optional(),
  note: z.string().optional(),
});

export const NamespaceDirectoryAction = z.strictObject({
  namespace,
  path: path.describe('E.g. /scripts; / is the root'),
  action: z.enum(['list', 'create', 'delete', 'move']),
  to_path: path.optional().describe('new path'),
  offset: z.int().min(0).optional().describe('from `next`'),
});
export const directoryActions = {
  list: { effect: 'read', does: 'list it', accepts: ['offset'] },
  create: { effect: 'write', does: 'create it' },
  delete: { effect: 'destructive', does: 'delete it with its content' },
  move: { effect: 'write', does: 'move/rename it', requires: ['to_path'] },
} as const satisfies Actions<typeof NamespaceDirectoryAction>;

export const DirectoryResult = z.looseObject({
  results: z.array(z.looseObject({ type: z.string(), fileName: z.string() })).optional(),
  status: z.string().optional(),
  note: z.string().optional(),
});
