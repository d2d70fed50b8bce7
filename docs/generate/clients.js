import { CLIENTS } from '../../core/dist/clients/clients.js';
import { code, table } from './table.js';

/** Paths as a reader of each system writes them. */
const SYSTEMS = [
  { platform: 'darwin', home: '~', env: {}, cwd: '.' },
  { platform: 'linux', home: '~', env: {}, cwd: '.' },
  { platform: 'win32', home: '%USERPROFILE%', env: { APPDATA: '%APPDATA%' }, cwd: '.' },
];

/** The clients that `init` knows: the user's file on each system, the project's file if the client has one, and the key. */
export function clientTable() {
  const rows = CLIENTS.map((client) => {
    const [mac, linux, windows] = SYSTEMS.map((system) => client.places(system).user);
    const { project } = client.places(SYSTEMS[0]);
    const files = [mac, linux, windows.replaceAll('/', '\\')].map(code);
    const name = `[${client.title}](../examples/clients/${client.id})`;
    return [name, ...files, project ? code(project) : '', code(client.key)];
  });
  return `${table(['Client', 'macOS', 'Linux', 'Windows', 'In a project', 'Key'], rows).join('\n')}\n`;
}
