import type { Execution } from '../types.js';

const SCHEME = 'kestra:///';
/** Characters that a path in an address cannot contain, or that would change the path. */
const NO_PATH = /[\s?#\\]/;
/** Maximum number of nested encodings to resolve. */
const DEEPEST = 3;

/** True for the URI of a file in Kestra's storage that cannot lead elsewhere. */
export function namesPlace(uri: string): boolean {
  return partsOf(uri) !== undefined;
}

/**
 * Whether a file in Kestra's storage belongs to this execution: its path is inside the execution, or its URI is a
 * value in the inputs, outputs or trigger of the execution. Kestra itself serves any file under any id.
 */
export function ownsFile(execution: Execution, uri: string): boolean {
  const parts = partsOf(uri);
  return parts !== undefined && (isBelow(parts, execution) || standsIn(execution, uri));
}

/**
 * The id of the execution whose folder contains a file. For a file from a subflow, this differs from the execution
 * whose outputs name it. Kestra may redirect a request under another id, and requests here do not follow redirects.
 */
export function holderOf(execution: Execution, uri: string): string {
  const parts = partsOf(uri) ?? [];
  const folder = parts.indexOf('executions');
  if (folder < 0 || isBelow(parts, execution)) return execution.id;
  return parts[folder + 1] ?? execution.id;
}

/** The names in the path of an address. Undefined for text that is no address or leads elsewhere. */
function partsOf(uri: string): string[] | undefined {
  if (!uri.startsWith(SCHEME) || NO_PATH.test(uri)) return undefined;
  const names = uri.slice(SCHEME.length).split('/').map(decoded);
  return names.every((name) => name !== undefined) ? names : undefined;
}

function decoded(name: string): string | undefined {
  let plain = name;
  for (let depth = 0; depth < DEEPEST; depth++) {
    if (!isName(plain)) return undefined;
    const next = decodedOnce(plain);
    if (next === undefined || next === plain) break;
    plain = next;
  }
  if (!isName(plain)) return undefined;
  return decodedOnce(name);
}

function decodedOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name must not contain them
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000-\u001f\u007f]/.test(name);
}

/** `/{namespace as folders}/{flow}/executions/{id}/…` */
function isBelow(parts: readonly string[], { namespace, flowId, id }: Execution): boolean {
  const folders = namespace.split('.');
  const [flow = '', executions, own, ...file] = parts.slice(folders.length);
  return (
    folders.every((name, index) => parts[index] === name) &&
    plain(flow) === plain(flowId) &&
    executions === 'executions' &&
    own === id &&
    file.length > 0
  );
}

/** The folder that Kestra names after a flow id: in lower case and without dots. */
function plain(flowId: string): string {
  return flowId.toLowerCase().replace(/[^a-z0-9_]/g, '');
}

function standsIn({ inputs, outputs, trigger, taskRunList }: Execution, uri: string): boolean {
  const open: unknown[] = [inputs, outputs, trigger, ...(taskRunList ?? []).map((run) => run.outputs)];
  while (open.length > 0) {
    const value = open.pop();
    if (value === uri) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const member of Object.values(value)) open.push(member);
  }
  return false;
}
