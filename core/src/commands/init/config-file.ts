import { join } from 'node:path';
import { applyEdits, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';
import { readIfThere, type Written, writeWithBackup } from '../../clients/write.js';
import { isFile } from '../../config/disk.js';
import { SEARCH_PLACES } from '../../config/file.js';
import { ConfigError } from '../../errors.js';
import type { Answers } from './answers.js';

const NAME = 'kestra-mcp.config.json';
const NOTHING: Node = { type: 'null', offset: 0, length: 0 };
const FORMAT = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

/** The configuration file that `init` writes; throws where there is one that only its owner can edit. */
export async function configFileIn(folder: string): Promise<string> {
  for (const name of SEARCH_PLACES.filter(
    (place) => place.startsWith('kestra-mcp.config') && place !== NAME,
  )) {
    const path = join(folder, name);
    if (!(await isFile(path))) continue;
    throw new ConfigError(`${path} is there already, and init writes JSON only.`, {
      hint: 'Edit that file, or choose another folder with --folder.',
    });
  }
  return join(folder, NAME);
}

/** No credentials: those are for the `.env`. What else is in the file stays. */
export async function writeConfigFile(path: string, answers: Answers): Promise<Written> {
  const { kestra, groups, readOnly } = answers;
  const before = await readIfThere(path);
  const values: [string[], unknown][] = [
    [['kestra', 'baseUrl'], kestra.baseUrl],
    [['kestra', 'tenant'], kestra.tenant],
    [['kestra', 'auth'], undefined],
    ...(groups === undefined
      ? []
      : [[['tools', 'only'], groups === 'all' ? undefined : groups] as [string[], unknown]]),
    [['tools', 'readOnly'], readOnly || undefined],
  ];
  let text = before === undefined || before.trim() === '' ? '{}\n' : before;
  for (const [key, value] of values) {
    const isThere = findNodeAtLocation(parseTree(text) ?? NOTHING, key) !== undefined;
    if (value !== undefined || isThere) text = applyEdits(text, modify(text, key, value, FORMAT));
  }
  return writeWithBackup(path, text);
}
