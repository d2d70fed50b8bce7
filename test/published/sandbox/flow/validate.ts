import { ApiError } from '../http/envelope.js';
import type { FlowStore } from '../store/flows.js';
import { checkTypes, describe, violationsOf } from './check.js';
import { readYaml, splitYaml } from './yaml.js';

/** What Kestra says about each flow of a YAML stream; `constraints` means that it is invalid. */
export function validateFlows(source: string, store: FlowStore): object[] {
  return splitYaml(source).map((document, index) => {
    try {
      const flow = readYaml(document);
      checkTypes(flow);
      const violations = violationsOf(flow);
      const stored = store.find(String(flow.namespace), String(flow.id));
      return {
        index,
        namespace: flow.namespace,
        flow: flow.id,
        constraints: violations.length > 0 ? `Validation error: ${describe(violations)}` : undefined,
        outdated:
          stored !== undefined && typeof flow.revision === 'number' && flow.revision < stored.revision,
        deprecationPaths: [],
        warnings: [],
        infos: [],
      };
    } catch (error) {
      return { index, constraints: `Validation error: ${reason(error)}`, outdated: false };
    }
  });
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof ApiError ? message.replace('Invalid entity: ', '') : message;
}
