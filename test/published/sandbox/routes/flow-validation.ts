import { validateFlows, validatePart } from '../flow/validate.js';
import { readYaml } from '../flow/yaml.js';
import { badRequest } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject } from '../json.js';
import type { World } from '../world.js';
import { FORM, JSON_BODY, tenant, YAML } from './lookup.js';

/** Validate flows, tasks and triggers without saving them. */
export function validationRoutes({ flows, mode }: World): Route[] {
  const rules = mode.flowRules;
  return [
    tenant(
      ['POST', '/flows/validate'],
      'validateFlows',
      (call) => json(validateFlows(sourceOf(call), { flows, rules })),
      { consumes: [...YAML, ...FORM] },
    ),
    tenant(
      ['POST', '/flows/validate/task'],
      'validateTask',
      (call) => json(validatePart(partOf(call), 'tasks', rules)),
      { consumes: [...YAML, ...JSON_BODY] },
    ),
    tenant(
      ['POST', '/flows/validate/trigger'],
      'validateTrigger',
      (call) => json(validatePart(partOf(call), 'triggers', rules)),
      { consumes: JSON_BODY },
    ),
  ];
}

// JSON is also YAML.
function partOf({ request }: Call) {
  const part = readYaml(request.text());
  if (!isObject(part)) throw badRequest('A task or a trigger is expected');
  return part;
}

// The sources may also be sent as the parts of a form.
function sourceOf({ request }: Call): string {
  if (request.mediaType !== FORM[0]) return request.text();
  return request
    .parts()
    .map(({ content }) => content.toString('utf8'))
    .join('\n---\n');
}
