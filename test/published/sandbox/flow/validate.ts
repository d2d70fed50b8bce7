import { ApiError, type Violation } from '../http/envelope.js';
import type { JsonObject } from '../json.js';
import type { FlowStore } from '../store/flows.js';
import { describe } from './check.js';
import { checkDeclared } from './declared.js';
import { withPlainDefaults } from './read.js';
import { type Checking, remarksOn } from './remarks.js';
import type { FlowRules } from './rules.js';
import { checkShape } from './shape.js';
import { violationsOf, violationsOfPart } from './violations.js';
import { parseYaml, splitYaml } from './yaml.js';

/** Kestra's verdict on each flow in a YAML stream. `constraints` means that the flow is invalid. */
export function validateFlows(source: string, checking: Checking): object[] {
  return splitYaml(source).map((document, index) => {
    try {
      return { index, ...validateFlow(document, checking) };
    } catch (error) {
      return { index, ...unreadable(error) };
    }
  });
}

function validateFlow(document: string, { flows, rules }: Checking): object {
  const yaml = parseYaml(document);
  const flow = withPlainDefaults(yaml);
  checkDeclared(flow, rules, yaml.place);
  checkShape(flow, rules);
  const violations = violationsOf(flow, rules);
  return {
    namespace: flow.namespace,
    flow: flow.id,
    constraints: violations.length > 0 ? `Validation error: ${sentences(violations)}` : undefined,
    outdated: isOutdated(flow, flows),
    ...remarksOn(flow, { flows, rules }),
  };
}

/** Kestra's verdict on a single task or trigger. */
export function validatePart(part: JsonObject, kind: 'tasks' | 'triggers', rules: FlowRules): object {
  try {
    const flow = { id: 'f', namespace: 'n', [kind]: [part] };
    checkShape(flow, rules);
    const violations = violationsOfPart(flow, kind, rules);
    const constraints = violations.length > 0 ? describe(violations) : undefined;
    return { index: 0, constraints, outdated: false };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { index: 0, constraints: error.message.replace('Invalid entity: ', ''), outdated: false };
  }
}

function isOutdated({ namespace, id, revision }: JsonObject, flows: FlowStore): boolean {
  const stored = flows.find(String(namespace), String(id));
  return stored !== undefined && typeof revision === 'number' && revision < stored.revision;
}

// A violation without a path has no colon in front here.
function sentences(violations: readonly Violation[]): string {
  return violations.map(({ path, message }) => `${path && `${path}:`} ${message}\n`).join('');
}

function unreadable(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ApiError)) {
    return { constraints: `Validation error: Illegal Flow source: ${message}`, outdated: false };
  }
  if (error.status >= 500) {
    const reason = message.replace('Internal server error: ', '');
    return { constraints: `Unable to validate the flow: ${reason}`, outdated: false, deprecationPaths: [] };
  }
  const reason = message.replace('Invalid entity: ', '').replace('genericflow', 'Flow');
  return { constraints: `Validation error: ${reason}`, outdated: false };
}
