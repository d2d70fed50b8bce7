import { illegalArgument, notFound } from '../http/envelope.js';
import { attachment, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import type { World } from '../world.js';
import { executionOf, tenant } from './lookup.js';

const PREVIEW_ROWS = 100;

/** The files of an execution in Kestra's internal storage. */
export function executionFileRoutes(world: World): Route[] {
  return [
    tenant(['GET', '/executions/{executionId}/file'], 'downloadFileFromExecution', (call) => {
      const { name, content } = fileOf(world, call);
      const disposition = `attachment; filename="${name}"; filename*=utf-8''${encodeURIComponent(name)}`;
      return attachment(content, 'application/octet-stream', disposition);
    }),
    tenant(['GET', '/executions/{executionId}/file/metas'], 'getFileMetadatasFromExecution', (call) =>
      json({ size: fileOf(world, call).content.length }),
    ),
    tenant(['GET', '/executions/{executionId}/file/preview'], 'previewFileFromExecution', (call) =>
      json(preview(world, call)),
    ),
  ];
}

// Serves any file of any execution. The execution in the path does not limit the access.
function fileOf(world: World, call: Call): { name: string; content: Buffer } {
  executionOf(world, call, (id) => `Unable to find execution id '${id}'`);
  const path = call.request.query.get('path') ?? '';
  if (!/^kestra:\/\/\/.+\/executions\/[^/]+\/./.test(path) || path.includes('..')) {
    throw illegalArgument('Invalid prefix path');
  }
  const content = world.storage.get(path);
  if (!content) throw notFound(`${path} (File not found)`);
  return { name: path.slice(path.lastIndexOf('/') + 1), content };
}

function preview(world: World, call: Call): object {
  const { name, content } = fileOf(world, call);
  const rows = call.request.integer('maxRows', PREVIEW_ROWS);
  const lines = content.toString('utf8').replace(/\n$/, '').split('\n');
  return {
    extension: /\.([^.]+)$/.exec(name)?.[1] ?? '',
    type: 'TEXT',
    content: lines.slice(0, rows).join('\n'),
    maxLine: world.mode.wholeExecutions ? rows : undefined,
    truncated: lines.length > rows,
  };
}
