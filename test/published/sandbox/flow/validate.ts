import { ApiError, type Violation } from '../http/envelope.js';
import type { JsonObject } from '../json.js';
import type { FlowStore } from '../store/flows.js';
import { checkDeclared } from './declared.js';
import { withPlainDefaults } from './read.js';
import { type Checking, remarksOn } from './remarks.js';
import { checkShape } from './shape.js';
import { violationsOf } from './violations.js';
import { parseYaml, splitYaml } from './yaml.js';

/** What Kestra says about each flow of a YAML stream; `constraints` means that it is invalid. */
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

function isOutdated({ namespace, id, revision }: JsonObject, flows: FlowStore): boolean {
  const stored = flows.find(String(namespace), String(id));
  return stored !== undefined && typeof revision === 'number' && revision < stored.revision;
}

// What belongs to no place has no colon in front here.
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
