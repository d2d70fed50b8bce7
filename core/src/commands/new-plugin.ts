import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { ConfigError } from '../foundation/errors.js';
import { command, quoted } from '../process/command.js';
import { HOST_FOLDER } from '../process/here.js';
import { RELEASED } from '../process/released.js';
import { VERSION } from '../process/version.js';
import { packageSources } from './package-sources.js';
import { type PluginNames, pluginNames } from './plugin-names.js';

/** Next to the host's modules in the bundle, and next to their folder in core's package. */
const TEMPLATES = ['templates', join('..', 'templates')].map((path) => join(HOST_FOLDER, path, 'plugin'));
/** Placeholders in the template for the name of the plugin and the version of the host. */
const TEMPLATE =
  /kestra-mcp-template-name|template-name|template_name|TemplateName|Template name|0\.0\.0-host|\{not released\}\n\n/g;
/** A name with or without a scope, optionally preceded by the path of a folder. */
const PATH_AND_NAME = /^(?:(.*?)[/\\])??((?:@[^/\\]+\/)?[^/\\]+)$/;

const NOT_RELEASED = `\`kestra-mcp\`, \`@kestra-mcp/core\` and \`@kestra-mcp/testing\` are not published on npm yet. Therefore \`package.json\` refers to the
kestra-mcp installation that created this plugin, by its path on this machine (\`file:…\`). After the first release, replace each
path with \`^${VERSION}\` and delete \`.npmrc\`.

`;
const NPMRC =
  '# Copy the packages that package.json names by path instead of linking them, so that only one zod and one jest exist.\ninstall-links=true\n';

/**
 * `kestra-mcp new plugin <name>`: creates a package in a folder of that name, in the working folder or the given path.
 * Returns the next steps.
 */
export async function newPlugin(given: string, cwd: string, released = RELEASED): Promise<string> {
  const [, path = '', name = given] = PATH_AND_NAME.exec(given) ?? [];
  const names = pluginNames(name);
  const target = resolve(cwd, path, names.folder);
  checkFree(target);
  const sources = packageSources(released);
  for (const [file, text] of await templateFiles()) {
    const place = join(target, placeOf(file, names));
    await mkdir(dirname(place), { recursive: true });
    await writeFile(
      place,
      file === 'package.json' ? withSources(filled(text, names), sources) : filled(text, names, released),
    );
  }
  if (!released) await writeFile(join(target, '.npmrc'), NPMRC);
  return nextSteps(join(path, names.folder), names);
}

async function templateFiles(): Promise<[file: string, text: string][]> {
  const template = TEMPLATES.find((path) => existsSync(path));
  if (template === undefined) throw new ConfigError(`The templates are missing: ${TEMPLATES.join(', ')}.`);
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(
      async (file): Promise<[string, string]> => [relative(template, file), await readFile(file, 'utf8')],
    ),
  );
}

function checkFree(target: string): void {
  if (!existsSync(target)) return;
  const isFolder = statSync(target).isDirectory();
  if (isFolder && readdirSync(target).length === 0) return;
  throw new ConfigError(`${target} already exists${isFolder ? ' and is not empty' : ''}.`, {
    hint: 'Choose another name or another working folder, or move the existing one away.',
  });
}

/** npm does not pack a `.gitignore`, so the template uses another name. */
function placeOf(file: string, names: PluginNames): string {
  return file === 'gitignore' ? '.gitignore' : filled(file, names);
}

function filled(text: string, names: PluginNames, released = true): string {
  const values: Readonly<Record<string, string>> = {
    'kestra-mcp-template-name': names.package,
    'template-name': names.id,
    template_name: names.snake,
    TemplateName: names.pascal,
    'Template name': names.title,
    '0.0.0-host': VERSION,
    '{not released}\n\n': released ? '' : NOT_RELEASED,
  };
  return text.replace(TEMPLATE, (found) => values[found] ?? found);
}

/**
 * The users' version of core is a peer dependency. The development dependencies come from the release or from this
 * installation.
 */
function withSources(text: string, sources: Readonly<Record<string, string>>): string {
  const content = JSON.parse(text) as { devDependencies: Record<string, string> };
  Object.assign(content.devDependencies, sources);
  return `${JSON.stringify(content, null, 2)}\n`;
}

function nextSteps(folder: string, { snake }: PluginNames): string {
  const shown = folder.replaceAll('\\', '/');
  const path = /^(\.{0,2}\/|[A-Za-z]:)/.test(shown) ? shown : `./${shown}`;
  return [
    `Created a new plugin in ${shown}/ with one tool: count_${snake}. Build and test it:`,
    '',
    `  cd ${quoted(folder)}`,
    '  npm install',
    '  npm test',
    '',
    'Then add it to a configuration file, such as kestra-mcp.config.ts in this folder:',
    '',
    `  export default { plugins: ['bundled', ${literal(path)}] };`,
    '',
    '`bundled` means all the plugins that come with kestra-mcp. To load only some of them, list those instead.',
    'Check that the tool is enabled:',
    '',
    `  ${command('list', '--config', 'kestra-mcp.config.ts')}`,
    '',
    'Start the server with the same --config. A file that it only finds in a folder is not trusted.',
  ].join('\n');
}

/** A string literal. */
function literal(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
