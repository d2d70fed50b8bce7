import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import type { World } from '../world.js';
import { executionOf, tenant } from './lookup.js';

/** The files in Kestra's internal storage that belong to an execution. */
export function executionFileRoutes(world: World): Route[] {
  return [
    tenant(['GET', '/executions/{executionId}/file'], 'downloadFileFromExecution', (call) => ({
      status: 200,
      contentType: 'application/octet-stream',
      body: contentOf(world, call),
    })),
    tenant(['GET', '/executions/{executionId}/file/metas'], 'getFileMetadatasFromExecution', (call) =>
      json({ size: contentOf(world, call).length }),
    ),
  ];
}

function contentOf(world: World, call: Call): Buffer {
  executionOf(world, call, (id) => `Unable to find execution id '${id}'`);
  const path = call.request.query.get('path') ?? '';
  const content = world.storage.get(path);
  if (!content) throw notFound(`${path} (File not found)`);
  return content;
}
