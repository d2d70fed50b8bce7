import { InputError } from '@kestra-mcp/core';
import { isMap, isScalar, parseAllDocuments } from 'yaml';

/** What Kestra takes out of YAML before it saves it. */
const REVISION = /^revision: \d+\r?$/m;

/** Refuses a line that would not be saved, so that what is shown is what will be. */
export function refuseRevisionLine(yaml: string, before: string): void {
  if (!REVISION.test(yaml) || REVISION.test(before)) return;
  throw new InputError('Kestra saves no line such as "revision: 7": it counts revisions by itself.', {
    hint: 'Nothing was saved. Leave that line out of "replace".',
  });
}

/** Which flow is edited. */
interface Named {
  namespace: string;
  flow_id: string;
}

/** Refuses YAML that is of another flow, or of several. Where it cannot be read, Kestra says why. */
export function refuseOtherFlow(yaml: string, { namespace, flow_id }: Named): void {
  const documents = documentsOf(yaml);
  if (documents.length > 1) {
    throw new InputError(`The YAML would hold ${documents.length} documents, and a flow is one.`, {
      hint: 'Nothing was saved. create_flow_from_yaml saves another flow.',
    });
  }
  const [document] = documents;
  if (document === undefined || document.errors.length > 0) return;
  const wanted = { id: flow_id, namespace };
  for (const [member, value] of Object.entries(wanted)) {
    const now = textOf(document.contents, member);
    if (now === undefined || now === value) continue;
    throw new InputError(`The ${member} of a flow cannot be changed: "${value}" would become "${now}".`, {
      hint: 'Nothing was saved. create_flow_from_yaml makes a flow of that name; manage_flow deletes this one.',
    });
  }
}

/** The documents that hold something. Kestra reads YAML 1.1, where a lone CR ends a line, too. */
function documentsOf(yaml: string) {
  const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
  return [...parseAllDocuments(yaml.replace(/\r\n?/g, '\n'), options)].filter(
    ({ contents }) => !isScalar(contents) || contents.value !== null,
  );
}

/** A member as Kestra makes text of it: `off` is "false", a number stays as it is written. */
function textOf(contents: unknown, member: string): string | undefined {
  const node = isMap(contents) ? contents.get(member, true) : undefined;
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'boolean' ? String(node.value) : (node.source ?? String(node.value));
}
