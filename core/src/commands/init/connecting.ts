import type { Host } from '../../host/host.js';
import { KestraClient } from '../../kestra/client.js';
import { checkConnection } from '../connection.js';
import { type Connection, connectionOf } from './answers.js';
import type { InitOptions } from './options.js';
import type { Questions } from './questions.js';

/** Asks until Kestra lets in, or the person goes on all the same. */
export async function askedConnection(
  options: InitOptions,
  host: Host,
  questions: Questions,
): Promise<Connection> {
  let start: Connection = host.config.kestra;
  for (let given = options; ; given = { name: options.name }) {
    const kestra = await questions.connection(given, start);
    if (options.offline) return kestra;
    questions.busy(`Asking ${kestra.baseUrl}`);
    const findings = await tried(kestra, host);
    const failed = findings.find(({ ok }) => !ok);
    if (failed === undefined) {
      questions.connected(`Kestra ${findings.map(({ detail }) => detail).join('; ')}`);
      return kestra;
    }
    if ((await questions.again(failed.detail)) === 'on') return kestra;
    start = kestra;
  }
}

/** From flags, environment and what is configured; undefined when Kestra does not let in, which has then been said. */
export async function givenConnection(
  options: InitOptions,
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
  host: Host,
): Promise<Connection | undefined> {
  const kestra = connectionOf(options, host.config, env);
  if (options.offline) return kestra;
  const findings = await tried(kestra, host);
  const failed = findings.find(({ ok }) => !ok);
  if (failed === undefined) {
    say(`Kestra ${findings.map(({ detail }) => detail).join('; ')}`);
    return kestra;
  }
  say(`${failed.detail}\nNothing was written; --offline writes without trying the connection.`);
  return undefined;
}

function tried(kestra: Connection, { config }: Host) {
  const client = new KestraClient({ ...config.kestra, ...kestra }, { readOnly: true, namespaces: undefined });
  return checkConnection(client, kestra);
}
