import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { edited } from '../../clients/json-document.js';
import { readIfThere } from '../../clients/write.js';
import { isFile } from '../../config/sources/disk.js';
import { SEARCH_PLACES } from '../../config/sources/file.js';
import { parseJson } from '../../config/sources/json.js';
import { ConfigError } from '../../foundation/errors.js';
import { readLimitedSync } from '../../foundation/read-limited.js';
import type { Answers } from './answers.js';

const NAME = 'kestra-mcp.config.json';
const BOM = '\uFEFF';

/** The configuration file that `init` writes. Throws if a file exists that only the user can edit. */
export async function configFileIn(folder: string): Promise<string> {
  for (const name of SEARCH_PLACES.filter((place) => place !== NAME)) {
    const path = join(folder, name);
    if (!(await isFile(path)) || (name === 'package.json' && !hasKey(path))) continue;
    throw new ConfigError(`${path} already exists, and init can only edit JSON files.`, {
      hint: 'Edit that file yourself, or choose another folder with --folder.',
    });
  }
  return join(folder, NAME);
}

/** A package.json without the key does not concern us. */
function hasKey(path: string): boolean {
  try {
    return 'kestra-mcp' in JSON.parse(readLimitedSync(path));
  } catch {
    return false;
  }
}

type Value = [path: string[], value: unknown];

/** The text of the configuration without credentials, which go to the `.env`. Other settings in the file stay. */
export async function configText(
  path: string,
  { kestra, groups, preset, readOnly }: Answers,
): Promise<string> {
  const given = (await readIfThere(path)) ?? '';
  const [bom, text] = given.startsWith(BOM) ? [BOM, given.slice(1)] : ['', given];
  const start = text.trim() === '' ? '{}\n' : text;
  const before = parseJson(path, start) as Config;
  const values: Value[] = [
    [['kestra', 'baseUrl'], kestra.baseUrl],
    [['kestra', 'tenant'], kestra.tenant],
    [['kestra', 'auth'], undefined],
    // Otherwise the address would be ignored.
    [['sandbox'], undefined],
    ...(groups === undefined ? [] : [[['tools', 'only'], groups === 'all' ? undefined : groups] as Value]),
    ...(preset === undefined
      ? []
      : [[['tools', 'preset'], preset === 'default' ? undefined : preset] as Value]),
    // Writes `false` only if the key already exists.
    [['tools', 'readOnly'], readOnly || before.tools?.readOnly === undefined ? readOnly || undefined : false],
  ];
  const different = values.filter(([key, value]) => !isDeepStrictEqual(at(before, key), value));
  const result = different.reduce(edited, start);
  const now = parseJson(path, result);
  if (values.every(([key, value]) => isDeepStrictEqual(at(now, key), value))) return bom + result;
  throw new ConfigError(`${path} contains a key twice, so it cannot be changed safely.`, {
    hint: 'Remove one of the two. Nothing was written.',
  });
}

interface Config {
  tools?: { readOnly?: unknown };
}

function at(content: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], content);
}
