import { type Actions, namespace, searchText } from '@kestra-mcp/core';
import * as z from 'zod';
import { path } from './path.js';

export const NamespaceFileAction = z.strictObject({
  namespace,
  path: path.optional().describe('file, e.g. /scripts/etl.py'),
  action: z.enum(['get', 'create', 'move', 'delete', 'search']).default('get'),
  file_content: z.string().optional().describe('content, replacing what is there'),
  encoding: z.enum(['text', 'base64']).default('text').describe('of file_content'),
  to_path: path.optional().describe('its new path'),
  q: searchText.optional().describe('part of the path'),
  offset: z.int().min(0).default(0).describe('as next says'),
});
export const fileActions = {
  get: { effect: 'read', does: 'get its content', requires: ['path'], accepts: ['offset'] },
  create: {
    effect: 'write',
    does: 'create or overwrite it',
    requires: ['path', 'file_content'],
    accepts: ['encoding'],
  },
  move: { effect: 'write', does: 'move it', requires: ['path', 'to_path'] },
  delete: { effect: 'destructive', does: 'delete it', requires: ['path'] },
  search: { effect: 'read', does: 'search the paths of all', requires: ['q'], accepts: ['offset'] },
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
  to_path: path.optional().describe('its new path'),
  offset: z.int().min(0).optional().describe('as next says'),
});
export const directoryActions = {
  list: { effect: 'read', does: 'list it', accepts: ['offset'] },
  create: { effect: 'write', does: 'create it' },
  delete: { effect: 'destructive', does: 'delete it with its content' },
  move: { effect: 'write', does: 'move it', requires: ['to_path'] },
} as const satisfies Actions<typeof NamespaceDirectoryAction>;

export const DirectoryResult = z.looseObject({
  results: z.array(z.looseObject({ type: z.string(), fileName: z.string() })).optional(),
  status: z.string().optional(),
  note: z.string().optional(),
});
