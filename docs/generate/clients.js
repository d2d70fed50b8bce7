import { CLIENTS } from '../../core/dist/clients/clients.js';
import { code, table } from './table.js';

/** Paths as a reader writes them; those of the other systems are in examples/clients. */
const MAC = { platform: 'darwin', home: '~', env: {}, cwd: '.' };

/** The clients that `init` knows: the file of a project where there is one, that of the user, and the key in it. */
export function clientTable() {
  const rows = CLIENTS.map((client) => {
    const { project, user } = client.places(MAC);
    const files = [user, project].filter(Boolean).map(code);
    return [`[${client.title}](../examples/clients/${client.id})`, files.join(' or '), code(client.key)];
  });
  return `${table(['client', 'file', 'servers under'], rows).join('\n')}\n`;
}
