import type { Flow } from '../types.js';
import { ForbiddenError, NotFoundError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import type { FormPart } from '../wire/multipart.js';
import { route } from '../wire/route.js';
import type { Declared } from './declared.js';
import { explained, isAboutInputs } from './explained.js';
import type { GivenInputs } from './given-inputs.js';
import { inputParts, rawParts } from './input-parts.js';
import { refuseOutside } from './stored-places.js';

type Form = readonly FormPart[] | undefined;

/** What is given, how to read what is declared, and what sends the form; no form is sent without inputs. */
export interface Sending<T> {
  given: GivenInputs;
  /** Undefined when it cannot be read. */
  look: () => Promise<Declared | undefined>;
  send: (form: Form) => Promise<T>;
}

/**
 * Sends inputs judged by what is declared, which is read first; when Kestra refuses them, the error says what is
 * declared. Without inputs nothing is read, unless Kestra misses one.
 */
export async function withInputs<T>(http: KestraHttp, { given, look, send }: Sending<T>): Promise<T> {
  const none = Object.keys(given).length === 0;
  const declared = none ? undefined : await look();
  const form = declared === undefined ? rawParts(given) : inputParts(declared, given);
  refuseOutside(http.fence, form);
  try {
    return await send(form.length > 0 ? form : undefined);
  } catch (error) {
    const known = declared ?? (isAboutInputs(error) ? await look().catch(() => undefined) : undefined);
    const sent = form.map(({ name }) => name);
    throw known === undefined ? error : explained(error, known, sent);
  }
}

/** What is declared, or undefined when it is not there or may not be read: the request itself says so. */
export async function ifReadable(look: Promise<Declared | undefined>): Promise<Declared | undefined> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

/** The flow of an execution, in the revision that it runs, or another. */
export function flowOf(
  http: KestraHttp,
  { namespace, flowId, flowRevision }: { namespace: string; flowId: string; flowRevision?: unknown },
  revision = typeof flowRevision === 'number' ? flowRevision : undefined,
): Promise<Flow> {
  return http.json({
    path: route`flows/${namespace}/${flowId}`,
    within: { namespace },
    query: { revision },
  });
}
