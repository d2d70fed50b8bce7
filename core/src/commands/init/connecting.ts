import { proxyFor } from '../../config/proxy.js';
import { printable } from '../../foundation/printable.js';
import type { Host } from '../../host/host.js';
import { proxyName, proxyOf } from '../../kestra/address/proxy.js';
import { KestraClient } from '../../kestra/client.js';
import type { KestraConfig } from '../../kestra/settings.js';
import { checkConnection } from '../connection.js';
import { type Connection, connectionOf } from './answers.js';
import type { InitOptions } from './options.js';
import type { Questions } from './questions.js';

/** The existing configuration, and the user's variables. */
interface Around {
  host: Host;
  env: NodeJS.ProcessEnv;
}

/** Asks until the connection works, or the user decides to continue anyway. */
export async function askedConnection(
  options: InitOptions,
  { host, env }: Around,
  questions: Questions,
): Promise<Connection> {
  let start: Connection = host.config.kestra;
  for (let given = options; ; given = { name: options.name }) {
    const kestra = await questions.connection(given, start);
    if (options.offline) return kestra;
    const settings = settingsOf(kestra, { host, env });
    questions.busy(`Connecting to ${described(settings)}`);
    const findings = await tried(settings);
    const failed = findings.find(({ ok }) => !ok);
    if (failed === undefined) {
      questions.connected(`Kestra ${findings.map(({ detail }) => detail).join('; ')}`);
      return kestra;
    }
    if ((await questions.again(withoutSettings(failed.detail))) === 'on') return kestra;
    start = kestra;
  }
}

/** A 401 also names the variables to check, but here the user is asked for the credentials. */
function withoutSettings(problem: string): string {
  return problem.replace(/\nThe request was sent with [^\n]*/, '');
}

/**
 * The connection from flags, environment and existing configuration. Undefined if it does not work, which has been
 * reported.
 */
export async function givenConnection(
  options: InitOptions,
  { host, env }: Around,
  say: (text: string) => void,
): Promise<Connection | undefined> {
  const kestra = connectionOf(options, host.config, env);
  const settings = settingsOf(kestra, { host, env });
  // Before anything is sent there.
  say(`${options.offline ? 'Connection not tested:' : 'Connecting to'} ${described(settings)}`);
  if (options.offline) return kestra;
  const findings = await tried(settings);
  const failed = findings.find(({ ok }) => !ok);
  if (failed === undefined) {
    say(`Kestra ${findings.map(({ detail }) => detail).join('; ')}`);
    return kestra;
  }
  const what = options.print ? 'print them' : 'write the files';
  say(`${failed.detail}\nNothing was written. To ${what} without testing the connection, add --offline.`);
  return undefined;
}

/** A proxy for another address does not apply to this one. */
function settingsOf(kestra: Connection, { host: { config }, env }: Around): KestraConfig {
  const { proxy: known, ...others } = config.kestra;
  const proxy = kestra.baseUrl === config.kestra.baseUrl ? known : proxyFor(kestra.baseUrl, env);
  return { ...others, ...kestra, ...(proxy && { proxy }) };
}

/** Where the credentials would be sent, and which ones. */
function described(settings: KestraConfig): string {
  const { baseUrl, tenant, auth } = settings;
  const proxy = proxyOf(settings);
  const by = proxy === undefined ? '' : ` through the proxy ${proxyName(proxy)}`;
  const as =
    auth.kind === 'basic'
      ? `as ${auth.username}`
      : auth.kind === 'bearer'
        ? 'with the API token'
        : 'without credentials';
  return printable(`${baseUrl}${by}, tenant ${tenant}, ${as}`);
}

function tried(settings: KestraConfig) {
  return checkConnection(new KestraClient(settings, { readOnly: true, namespaces: undefined }), settings);
}
