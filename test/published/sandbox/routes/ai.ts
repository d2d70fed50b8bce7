import { ApiError } from '../http/envelope.js';
import { json, text } from '../http/reply.js';
import type { Route } from '../http/router.js';
import type { World } from '../world.js';
import { JSON_BODY, tenant } from './lookup.js';

// Kinds that require the Enterprise Edition.
const ENTERPRISE_KINDS = [
  ['app', 'generateApp'],
  ['test', 'generateTestSuite'],
] as const;

/** AI generation: the given response, or else the response without a provider: 500, or nothing in 2.0. */
export function aiRoutes({ ai, mode }: World): Route[] {
  if (!mode.aiAlways && Object.keys(ai).length === 0) return [];
  const answer = (yaml: string | undefined) => () => {
    if (yaml === undefined) throw new ApiError(500, 'Internal server error');
    return text(yaml, 'application/yaml');
  };
  const body = { consumes: JSON_BODY };
  const kinds = mode.edition === 'EE' ? ENTERPRISE_KINDS : [];
  return [
    ...kinds.map(([kind, operation]) =>
      tenant(['POST', `/ai/generate/${kind}`], operation, answer(ai[kind]), body),
    ),
    tenant(['POST', '/ai/generate/flow'], 'generateFlow', answer(ai.flow), body),
    tenant(['POST', '/ai/generate/dashboard'], 'generateDashboard', answer(ai.dashboard), body),
    tenant(['GET', '/ai/providers'], 'getProviders', () =>
      json([{ id: 'api', displayName: 'Free tier', isDefault: true }]),
    ),
  ];
}
