import { ApiError } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import { CORE } from './catalog.js';
import { checkInputTypes } from './input-types.js';
import { knownProperties } from './properties.js';
import type { FlowRules } from './rules.js';
import { knownType } from './types.js';
import { childrenOf, type Member, topMembers } from './walk.js';

const FLOW = 'io.kestra.core.models.flows.FlowWithSource';

/**
 * Throws for the first type or property in a source that is unknown in a flow. In that case Kestra does not check
 * any values.
 */
export function checkShape(flow: JsonObject, rules: FlowRules): void {
  refuseUnknown(flow, { name: FLOW, known: rules.properties.flow, chain: '' });
  checkRetry(flow.retry, FLOW);
  for (const each of topMembers(flow, 'triggers')) checkMember(each, 'triggers.AbstractTrigger', rules);
  for (const each of topMembers(flow, 'tasks')) checkTask(each, rules);
}

function checkTask(task: Member, rules: FlowRules): void {
  checkMember(task, 'tasks.Task', rules);
  checkRetry(task.member.retry, task.chain);
  const { onResume, type } = task.member;
  const chain = `${task.chain}->${String(type)}`;
  checkInputTypes(onResume, rules, { property: 'onResume', chain });
  for (const child of childrenOf(task, rules)) checkTask(child, rules);
}

function checkMember({ member, chain }: Member, kind: string, rules: FlowRules): void {
  const type = typeof member.type === 'string' ? member.type : '<null>';
  const known = knownType(type, rules);
  if (!known) throw unknownType(type, chain);
  const wrong = known.name.startsWith(CORE) && isTrigger(known.name) !== kind.startsWith('triggers');
  if (wrong) throw wrongKind(known.name, kind);
  const properties = knownProperties(known.name, rules.properties);
  if (properties) refuseUnknown(member, { name: known.name, known: properties, chain: `${chain}->` });
}

// This is known only for core types. Toggle is a task in the list of triggers.
const isTrigger = (name: string) => /\.trigger\.(?!Toggle$)|\.http\.Trigger$/.test(name);

function unknownType(type: string, chain: string): ApiError {
  const unresolved =
    `Could not resolve type id '${type}' as a subtype of \`io.kestra.core.models.Plugin\`: ` +
    `No plugin registered for the defined type: '${type}'\n` +
    ` at [Source: UNKNOWN; byte offset: #UNKNOWN] (through reference chain: ${chain})`;
  return new ApiError(422, `Invalid entity: Invalid type: ${type}`, [
    { message: unresolved, path: chain },
    { message: `Invalid type: ${type}`, path: chain },
  ]);
}

function wrongKind(name: string, kind: string): ApiError {
  const wanted = `io.kestra.core.models.${kind}`;
  const where = `(${name} and ${wanted} are in unnamed module of loader 'app')`;
  return new ApiError(500, `Internal server error: class ${name} cannot be cast to class ${wanted} ${where}`);
}

interface Owner {
  name: string;
  known: readonly string[];
  chain: string;
}

function refuseUnknown(owner: JsonObject, { name, known, chain }: Owner): void {
  const unknown = Object.keys(owner).find((property) => !known.includes(property));
  if (unknown === undefined) return;
  const list = known.map((property) => `"${property}"`).join(', ');
  const message = `Unrecognized field "${unknown}" (class ${name}), not marked as ignorable (${known.length} known properties: ${list})`;
  throw new ApiError(422, `Invalid entity: ${message}`, [{ message, path: `${chain}${name}["${unknown}"]` }]);
}

const RETRIES = ['constant', 'exponential', 'random'];

function checkRetry(retry: Json | undefined, chain: string): void {
  if (retry === undefined || retry === null) return;
  const type = isObject(retry) && typeof retry.type === 'string' ? retry.type : null;
  if (type !== null && RETRIES.includes(type)) return;
  throw new ApiError(422, `Invalid entity: Invalid type: ${type}`, [
    { message: `Invalid type: ${type}`, path: `${chain}["retry"]` },
  ]);
}
