import { counted } from '../foundation/counted.js';
import { describeError } from '../foundation/errors.js';
import { printable } from '../foundation/printable.js';
import type { KestraClient } from '../kestra/client.js';
import type { KestraConfig } from '../kestra/settings.js';
import { secretsOf } from '../kestra/wire/credentials.js';
import { redactor } from '../response/redact.js';
import type { Finding } from './findings.js';

/** Asks for the version, then for one flow: on 1.x, only the second request needs the credentials and the tenant. */
export async function checkConnection(
  client: KestraClient,
  { auth, tenant }: Pick<KestraConfig, 'auth' | 'tenant'>,
): Promise<Finding[]> {
  // Kestra or a proxy may repeat what it was sent.
  const attempt = attempts(redactor(secretsOf(auth)));
  const version = await attempt('Kestra', async () => {
    const { version: known = 'unknown version' } = await client.instance.configs();
    return `${known}, ${await client.instance.edition()}`;
  });
  if (!version.ok) return [version];
  const access = await attempt('access', async () => {
    const { total } = await client.flows.search({ page: 1, size: 1 });
    const credentials = auth.kind === 'none' ? 'no credentials needed' : 'the credentials work';
    const flows = total === undefined ? 'some flows' : counted(total, 'flow');
    return `${credentials}; ${flows} in tenant ${tenant}`;
  });
  return [version, access];
}

type Run = () => Promise<string>;

function attempts(redact: (text: string) => string) {
  return async (check: string, run: Run): Promise<Finding> => {
    try {
      return { check, ok: true, detail: printable(redact(await run())) };
    } catch (error) {
      return { check, ok: false, detail: redact(describeError(error)) };
    }
  };
}
