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

/**
 * The inputs, a way to read their declaration, and the request that sends the form. Without inputs, no form is sent.
 */
export interface Sending<T> {
  given: GivenInputs;
  /** Undefined if it cannot be read. */
  look: () => Promise<Declared | undefined>;
  send: (form: Form) => Promise<T>;
}

/**
 * Reads the declaration of inputs, checks the inputs and sends them. If Kestra refuses them, the error includes the
 * declaration. Without inputs, the declaration is read only if Kestra reports a missing input.
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

/** The declaration, or undefined if it does not exist or may not be read. The request itself then reports that. */
export async function ifReadable(look: Promise<Declared | undefined>): Promise<Declared | undefined> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

/** The flow of an execution, in the revision that it runs or in another. */
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
