import { describe } from '../flow/check.js';
import { readYaml } from '../flow/yaml.js';
import { YamlError } from '../flow/yaml-errors.js';
import { AlreadyExists, type ApiError, invalidEntity, type Violation } from '../http/envelope.js';
import type { JsonObject } from '../json.js';

/** Parses a YAML mapping. Anything else is a 422. */
export function readSource(source: string, kind: string): JsonObject {
  try {
    return readYaml(source);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const violation = { message: error.message, path: 'yaml' };
    throw invalidEntity(`Illegal ${kind} source: ${error.message}`, [violation]);
  }
}

/** The required keys that are missing. */
export function missing(source: JsonObject, names: readonly string[], path = ''): Violation[] {
  return names
    .filter((name) => source[name] === undefined || source[name] === null)
    .map((name) => ({ path: `${path}${name}`, message: 'must not be null' }));
}

/** Throws the errors of a source, if any. */
export function refuseBroken(violations: readonly Violation[]): void {
  if (violations.length > 0) throw invalidEntity(describe(violations), violations);
}

/** An id already exists. Kestra's text is a guess, based on the responses for flows. */
export function idTaken(kind: string, path: string): AlreadyExists {
  const violation = { message: `${kind} id already exists`, path };
  return new AlreadyExists(422, `Invalid entity: ${path}: ${violation.message}`, [violation]);
}

/** An update whose body names something else than the path. */
export function illegalUpdate(what: string, path: string): ApiError {
  const violation = { message: `Illegal ${what} update`, path };
  return invalidEntity(`${path}: ${violation.message}`, [violation]);
}
