import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ConfigError } from '../foundation/errors.js';
import { HOST_FOLDER } from '../process/here.js';
import { VERSION } from '../process/version.js';
import { type PluginNames, pluginNames } from './plugin-names.js';

/** In the bundle beside the host's modules, in core's package beside their folder. */
const TEMPLATES = ['templates', join('..', 'templates')].map((path) => join(HOST_FOLDER, path, 'plugin'));
/** The template is a plugin of this name, and of this version of the host. */
const TEMPLATE =
  /kestra-mcp-template-name|template-name|template_name|TemplateName|Template name|0\.0\.0-host/g;

/** `kestra-mcp new plugin <name>`: makes a package in a folder of that name, and says what to do next. */
export async function newPlugin(name: string, folder: string): Promise<string> {
  const names = pluginNames(name);
  const target = join(folder, names.folder);
  checkFree(target);
  const template = TEMPLATES.find((path) => existsSync(path));
  if (template === undefined) throw new ConfigError(`The templates are not there: ${TEMPLATES.join(', ')}.`);
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) {
    const path = join(target, placeOf(relative(template, file), names));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, filled(await readFile(file, 'utf8'), names));
  }
  return nextSteps(names);
}

function checkFree(target: string): void {
  if (!existsSync(target)) return;
  const isFolder = statSync(target).isDirectory();
  if (isFolder && readdirSync(target).length === 0) return;
  throw new ConfigError(`${target} is there already${isFolder ? ', and not empty' : ''}.`, {
    hint: 'Take another name or another working folder, or move away what is there.',
  });
}

/** npm leaves a `.gitignore` out of what it packs, so the template has it under another name. */
function placeOf(file: string, names: PluginNames): string {
  return file === 'gitignore' ? '.gitignore' : filled(file, names);
}

function filled(text: string, names: PluginNames): string {
  const values: Readonly<Record<string, string>> = {
    'kestra-mcp-template-name': names.package,
    'template-name': names.id,
    template_name: names.snake,
    TemplateName: names.pascal,
    'Template name': names.title,
    '0.0.0-host': VERSION,
  };
  return text.replace(TEMPLATE, (found) => values[found] ?? found);
}

function nextSteps({ folder, snake }: PluginNames): string {
  return [
    `${folder}/ is the package of a new plugin, with one tool: count_${snake}. Next:`,
    '',
    `  cd ${folder}`,
    '  npm install',
    '  npm test',
    '',
    `Then name it in a configuration file, such as kestra-mcp.config.ts beside ${folder}/:`,
    '',
    `  export default { plugins: ['bundled', './${folder}'] };`,
    '',
    '`bundled` stands for the plugins that come with kestra-mcp; name some of them instead to have no others.',
  ].join('\n');
}
