import { InputError, type KestraClient, KestraMcpError, maskSecrets } from '@kestra-mcp/core';
import { bytesOf, present } from './content.js';
import { type FileNames, keptNote, PLUS } from './names.js';
import { refuseFlows, refuseRoot } from './place.js';

export interface NewFile {
  namespace: string;
  path: string;
  file_content: string;
  encoding: 'text' | 'base64';
}

/** Writes a file. The result says whether it was created or updated. */
export async function create(kestra: KestraClient, names: FileNames, file: NewFile) {
  const { namespace, path, file_content, encoding } = file;
  refuseFlows(path);
  refuseRoot(path);
  const bytes = bytesOf(file_content, encoding);
  const stats = await names.write(namespace, path, async () => {
    const before = await kestra.files.stats(namespace, path);
    if (before !== undefined) names.refuseOther(namespace, path);
    if (before?.type === 'Directory') {
      throw new InputError(`"${path}" is a directory.`, { hint: 'Give the path of a file in it.' });
    }
    await kestra.files.write(namespace, path, bytes);
    return before;
  });
  return { status: stats === undefined ? 'created' : 'updated', ...keptNote(path) };
}

/** Adds a hint to the error for a large file: Kestra cannot return a part of one. */
async function read(kestra: KestraClient, namespace: string, path: string): Promise<Uint8Array> {
  try {
    return await kestra.files.read(namespace, path);
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code !== 'KMCP_TOO_LARGE') throw error;
    const hint =
      'Kestra cannot return a part of a file. Download it in the Kestra UI, or read it in a task of a flow.';
    throw new KestraMcpError(error.code, error.message, { hint, cause: error });
  }
}

/** The content of a file. A note names the file if Kestra knows it under another name. */
export async function get(
  kestra: KestraClient,
  names: FileNames,
  { namespace, path, offset }: { namespace: string; path: string; offset: number },
  chars: number,
) {
  // Offsets refer to the masked content, so that no part ends within a secret.
  const whole = maskSecrets(await read(kestra, namespace, path));
  const content = present(path, whole, offset, chars);
  const other = names.other(namespace, path);
  if (other === undefined) return content;
  return { ...content, note: `Kestra knows this file as "${other}": ${PLUS}.` };
}

/** Paths that contain a text. Kestra stores spaces as plus signs, and some versions do not find them as spaces. */
export async function search(kestra: KestraClient, namespace: string, q: string) {
  const results = await kestra.files.search(namespace, q);
  if (results.length > 0 || !q.includes(' ')) return results;
  return kestra.files.search(namespace, q.replaceAll(' ', '+'));
}
