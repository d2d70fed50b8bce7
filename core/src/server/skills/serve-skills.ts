import type { Server, ServerContext } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { checkEnabled } from '../../call/policy.js';
import { beginning } from '../../foundation/hidden.js';
import { SKILL_MD } from '../../plugin/skills/limits.js';
import { answered } from '../answer.js';
import { pageOf } from '../lists/page.js';
import { provisional } from '../lists/provisional.js';
import type { ServedHost } from '../served-host.js';
import { SKILLS } from './extension.js';
import { type SelectedSkill, type SkillPlace, skillAt, skillUri } from './skill-at.js';

type Params = { uri?: unknown; cursor?: unknown };
/** Accept anything here. The handler checks it, and explains what is wrong. */
const PARAMS = {
  '~standard': { version: 1, vendor: 'kestra-mcp', validate: (value: unknown) => ({ value: value ?? {} }) },
} as const;

/** As long as a list of tools: skills change only with the server or its configuration. */
const KEPT = { ttlMs: 300_000, cacheScope: 'private' } as const;

/**
 * Serves the skills extension (SEP-2640): the enabled skills, and the files of each with their digests, from the
 * manifests. The files themselves are resources.
 */
export function serveSkills(server: Server, host: ServedHost): void {
  server.registerCapabilities({ extensions: { [SKILLS]: { directoryRead: true } } });
  const serve = (
    method: string,
    answer: (params: Params, context: ServerContext) => object | Promise<object>,
  ) =>
    server.setRequestHandler(method, { params: PARAMS }, async (params, context) => {
      const result = await answered((async () => answer(params as Params, context))());
      // Clients of the 2025 protocol do not know these members.
      return { ...result, ...(context.mcpReq.envelope && { ...KEPT, ...provisional(host, context) }) };
    });
  serve('skills/list', ({ cursor }) => {
    setImmediate(() => host.listed());
    const on = skillsOn(host);
    const { items, nextCursor } = pageOf('skills/list', on, typeof cursor === 'string' ? cursor : undefined);
    return { skills: items.map(entryOf), ...nextCursor };
  });
  serve('skills/get', (params) => {
    const { selected, path } = enabledAt(host, 'skills/get', params);
    if (path !== SKILL_MD) throw nothingAt(skillUri(selected.feature, path), `no ${SKILL_MD}`);
    return { skill: entryOf(selected) };
  });
  serve('resources/directory/read', async (params) => {
    const place = enabledAt(host, 'resources/directory/read', params);
    const { childrenOf } = await import('./directory.js');
    const resources = childrenOf(place);
    if (resources.length === 0) throw nothingAt(skillUri(place.selected.feature, place.path), 'no folder');
    return { resources };
  });
}

/** The enabled skills. */
export function skillsOn(host: ServedHost): SelectedSkill[] {
  return [...host.selection().skills.values()].filter(({ enabled }) => enabled);
}

/** Finds the file or folder of an enabled skill by its URI. */
export function enabledAt(host: ServedHost, method: string, { uri }: Params): SkillPlace {
  if (typeof uri !== 'string')
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${method} needs "uri".`);
  const place = skillAt(host.selection(), uri);
  if (place === undefined) throw nothingAt(uri, 'no skill');
  checkEnabled(`skill "${place.selected.feature.manifest.name}"`, place.selected);
  return place;
}

function nothingAt(uri: string, what: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `There is ${what} at ${beginning(uri, 200)}.`);
}

function entryOf({ feature }: SelectedSkill) {
  const { frontmatter, files } = feature.manifest;
  const resources = files.map(({ path, size, digest }) => ({ uri: skillUri(feature, path), digest, size }));
  return { uri: skillUri(feature), frontmatter, resources };
}
