import { ResourceNotFoundError, type Server } from '@modelcontextprotocol/server';
import { describeError, KestraMcpError } from '../foundation/errors.js';
import { beginning } from '../foundation/hidden.js';
import type { ResourceManifest, SkillManifest } from '../plugin/manifest/manifest.js';
import type { Registered } from '../registry/registry.js';
import type { Selection } from '../selection/selection.js';
import { answered, toolContext } from './answer.js';
import { isAppUri } from './lists/app-at.js';
import { pageOf } from './lists/page.js';
import { provisional } from './lists/provisional.js';
import { isTemplate, LONGEST_URI, resourceAt } from './lists/resource-at.js';
import { type ServedHost } from './served-host.js';
import { skillsOn } from './skills/serve-skills.js';
import { isSkillUri, skillUri } from './skills/skill-at.js';

/** Serves `resources/list`, `resources/templates/list` and `resources/read` for everything that is enabled. */
export function serveResources(server: Server, host: ServedHost): void {
  server.setRequestHandler('resources/list', ({ params }, context) => {
    setImmediate(() => host.listed());
    const plain = enabled(host.selection()).filter(({ feature }) => !isTemplate(feature.manifest.uri));
    const all = [...plain, ...skillsOn(host)];
    const { items, nextCursor } = pageOf<(typeof all)[number]>('resources/list', all, params?.cursor);
    const resources = items.map(({ feature }) => listedAt(feature));
    return { resources, ...nextCursor, ...provisional(host, context) };
  });
  server.setRequestHandler('resources/templates/list', ({ params }, context) => {
    const templates = enabled(host.selection()).filter(({ feature }) => isTemplate(feature.manifest.uri));
    const { items, nextCursor } = pageOf('resources/templates/list', templates, params?.cursor);
    const resourceTemplates = items.map(({ feature: { manifest } }) => ({
      ...listed(manifest),
      uriTemplate: manifest.uri,
    }));
    return { resourceTemplates, ...nextCursor, ...provisional(host, context) };
  });
  server.setRequestHandler('resources/read', async ({ params: { uri } }, context) => {
    // Imported when a client first reads a skill.
    if (isSkillUri(uri)) return (await import('./skills/read-skill.js')).readSkill(host, uri, context);
    // Imported when a client first shows a page.
    if (isAppUri(uri, host.selection()))
      return (await import('./lists/read-app.js')).readApp(host, uri, context);
    const { selected, variables } = resourceAt(host.selection(), uri);
    const { name, ttlMs } = selected.feature.manifest;
    const content = await answered(orNotFound(host.read(name, variables, toolContext(context)), uri));
    // Clients of the 2025 protocol do not know this member.
    const kept = context.mcpReq.envelope && ttlMs !== undefined ? { ttlMs } : {};
    return { contents: [{ uri, ...content }], ...kept };
  });
}

/** Clients that do not know skills see a skill as a resource, through its SKILL.md. */
function listedAt(feature: Registered<ResourceManifest> | Registered<SkillManifest>) {
  const { manifest } = feature;
  if ('uri' in manifest) return { ...listed(manifest), uri: manifest.uri };
  const { name, description } = manifest;
  const uri = skillUri(feature as Registered<SkillManifest>);
  return { name, description, mimeType: 'text/markdown', uri };
}

/** Something missing in Kestra is not a server failure: the protocol has its own error for that. */
async function orNotFound<T>(reading: Promise<T>, uri: string): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code !== 'KMCP_NOT_FOUND') throw error;
    throw new ResourceNotFoundError(beginning(uri, LONGEST_URI), describeError(error));
  }
}

function enabled({ resources }: Selection) {
  return [...resources.values()].filter((resource) => resource.enabled);
}

function listed({ name, title, description, mimeType }: ResourceManifest) {
  return {
    name,
    ...(title !== undefined && { title }),
    description,
    ...(mimeType !== undefined && { mimeType }),
  };
}
