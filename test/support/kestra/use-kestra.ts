import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Asked, FakeKestra, type Routes } from '../../published/kit/fake-kestra.js';

export type { Answer, Asked, Reply } from '../../published/kit/fake-kestra.js';
export type { Routes as Table };

/** The fake Kestra of the test kit, for tests of the layers below the host. */
export class TableKestra extends FakeKestra {
  /** Set this if the test needs links. By default, there is no UI. */
  ui = false;

  /** The settings for `KestraClient`. */
  settings(version?: string) {
    const auth = { kind: 'none' } as const;
    const { baseUrl, ui } = this;
    return { baseUrl, tenant: 'main', auth, timeoutMs: 30_000, ui, ...(version && { version }) };
  }
}

/** One Kestra for all tests of a file. Each test sets the responses. */
export function useKestra(): TableKestra {
  const kestra = new TableKestra();
  beforeAll(() => kestra.listen());
  beforeEach(() => kestra.answers({}));
  afterAll(() => kestra.close());
  return kestra;
}

/** The parts of a recorded multipart body. */
export async function formOf({ headers, body }: Asked): Promise<Record<string, unknown>> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  return Object.fromEntries(form.entries());
}
