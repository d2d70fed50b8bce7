import { CLIENTS } from '../../core/dist/clients/clients.js';
import { code, table } from './table.js';

/** How readers of each system write paths. */
const SYSTEMS = [
  { title: 'macOS', platform: 'darwin', home: '~', env: {}, cwd: '.' },
  { title: 'Linux', platform: 'linux', home: '~', env: {}, cwd: '.' },
  { title: 'Windows', platform: 'win32', home: '%USERPROFILE%', env: { APPDATA: '%APPDATA%' }, cwd: '.' },
];

/**
 * The clients that `init` knows, with a tab for each system: the user's file, the project's file if one exists, and the
 * key.
 */
export function clientTabs() {
  const tabs = SYSTEMS.flatMap((system, index) => [
    `<details${index === 0 ? ' open' : ''}>`,
    `<summary>${system.title}</summary>`,
    '',
    ...clientTable(system),
    '',
    '</details>',
  ]);
  return `${['<!-- tabs -->', ...tabs, '<!-- /tabs -->'].join('\n')}\n`;
}

function clientTable(system) {
  const rows = CLIENTS.map((client) => {
    const { user, project } = client.places(system);
    const file = system.platform === 'win32' ? user.replaceAll('/', '\\') : user;
    const name = `[${client.title}](../examples/clients/${client.id})`;
    return [name, code(file), project ? code(project) : '', code(client.key)];
  });
  return table(['Client', 'User file', 'Project file', 'Key'], rows);
}
