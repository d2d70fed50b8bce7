import { InputError } from '@kestra-mcp/core';
import { isMap, isScalar, parseAllDocuments } from 'yaml';

/** A line that Kestra removes from the YAML before it saves it. */
const REVISION = /^revision: \d+\r?$/m;

/** Throws for a line that Kestra would not save, so that the diff shows what will be saved. */
export function refuseRevisionLine(yaml: string, before: string): void {
  if (!REVISION.test(yaml) || REVISION.test(before)) return;
  throw new InputError('Kestra does not save a "revision: 7" line, because it counts revisions itself.', {
    hint: 'Nothing was saved. Remove that line from "replace".',
  });
}

/** Which flow is edited. */
interface Named {
  namespace: string;
  flow_id: string;
}

/** Throws for the YAML of another flow, or of several. For YAML that cannot be parsed, Kestra says why. */
export function refuseOtherFlow(yaml: string, { namespace, flow_id }: Named): void {
  const documents = documentsOf(yaml);
  if (documents.length > 1) {
    throw new InputError(
      `The YAML would contain ${documents.length} documents, but a flow is a single document.`,
      {
        hint: 'Nothing was saved. To save another flow, call create_flow_from_yaml.',
      },
    );
  }
  const [document] = documents;
  if (document === undefined || document.errors.length > 0) return;
  const wanted = { id: flow_id, namespace };
  for (const [member, value] of Object.entries(wanted)) {
    const now = textOf(document.contents, member);
    if (now === undefined || now === value) continue;
    throw new InputError(`The ${member} of a flow cannot be changed: "${value}" would become "${now}".`, {
      hint: 'Nothing was saved. To rename a flow, create it under the new name with create_flow_from_yaml, then delete this one with manage_flow.',
    });
  }
}

/** The documents that are not empty. Kestra reads YAML 1.1, where a lone CR also ends a line. */
function documentsOf(yaml: string) {
  const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
  return [...parseAllDocuments(yaml.replace(/\r\n?/g, '\n'), options)].filter(
    ({ contents }) => !isScalar(contents) || contents.value !== null,
  );
}

/** A member as Kestra converts it to text: `off` becomes "false", a number stays as written. */
function textOf(contents: unknown, member: string): string | undefined {
  const node = isMap(contents) ? contents.get(member, true) : undefined;
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'boolean' ? String(node.value) : (node.source ?? String(node.value));
}
