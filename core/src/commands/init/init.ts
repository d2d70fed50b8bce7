import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CLIENTS } from '../../clients/clients.js';
import { defaultLaunch, thisMachine } from '../../clients/launch.js';
import type { Surroundings } from '../../clients/places.js';
import { realPlace } from '../../clients/real-place.js';
import { loadConfig } from '../../config/load.js';
import { defaultUserFolder } from '../../config/sources/file.js';
import { type Host, startHost } from '../../host/host.js';
import { command, quoted } from '../../process/command.js';
import { beforeWriting } from '../trust/for-init.js';
import { type Answers, checkTenant, chosenGroups } from './answers.js';
import { targetsOf } from './client-files.js';
import { configFileIn } from './config-file.js';
import { askedConnection, givenConnection } from './connecting.js';
import { type InitOptions, parseOptions } from './options.js';
import { Cancelled } from './prompts.js';
import { Questions } from './questions.js';
import { report } from './report.js';
import type { InitWorld } from './world.js';
import { groundOf, replacedOf, showOwn, writeOwn, writeTargets } from './write-files.js';

/** `kestra-mcp init`: asks, tests the connection, and writes the files. Returns the exit code. */
export async function init(argv: readonly string[], world: InitWorld): Promise<number> {
  const options = parseOptions(argv);
  if (typeof options === 'string') {
    await world.print(options);
    return 0;
  }
  const questions = world.terminal && !options.yes ? new Questions(world.terminal) : undefined;
  try {
    return await run(options, world, questions);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    world.say('Stopped. Nothing was written.');
    return 1;
  }
}

async function run(options: InitOptions, world: InitWorld, questions?: Questions): Promise<number> {
  questions?.begin();
  const folder = await folderOf(options, world, questions);
  const trusting = await beforeWriting(folder, world.env);
  const file = await configFileIn(folder);
  const ground = await groundOf(folder, world);
  // Before the user types a password.
  for (const path of [file, join(folder, '.env')]) await realPlace(path, ground);
  const host = await hostOf(file, options, world);
  try {
    const answers = await answersOf(options, world, host, questions);
    if (answers === undefined) return 1;
    const where = surroundings(world);
    const machine = thisMachine(world.env);
    const targets = targetsOf(answers, folder, file, machine, where);
    const replaced = await replacedOf(targets, options, questions);
    if (options.print) await showOwn(file, answers, world);
    else {
      await trusting.check();
      const written = await writeOwn(file, answers, ground);
      for (const text of report(written)) world.say(text);
      for (const text of await trusting.done()) world.say(text);
    }
    const code = await writeTargets(targets, replaced, options, world);
    const end = options.print
      ? PRINTED
      : `To see the enabled tools, run: ${command('list', '--config', quoted(file))}`;
    if (questions === undefined) world.say(end);
    else questions.end(end);
    return code;
  } finally {
    await host.close();
  }
}

const PRINTED = 'Nothing was written. Without --print, init writes all of these files.';

async function folderOf({ folder }: InitOptions, { env, cwd }: InitWorld, questions?: Questions) {
  const user = defaultUserFolder(env);
  if (folder !== undefined) return resolve(cwd, folder);
  return (await questions?.folder(user, cwd)) ?? user;
}

/** The host with the existing configuration, for what is known of Kestra and for the groups of its plugins. */
async function hostOf(
  file: string,
  { username }: InitOptions,
  { env: given, cwd }: InitWorld,
): Promise<Host> {
  // The environment may have a password for a user who is only named now, which is not a complete configuration by
  // itself.
  const { KESTRA_PASSWORD: password, KESTRA_USERNAME: user = username, ...others } = given;
  const env = user && password ? { ...others, KESTRA_USERNAME: user, KESTRA_PASSWORD: password } : others;
  const argv = existsSync(file) ? ['--config', file] : [];
  const folder = dirname(file);
  const config = await loadConfig({
    argv,
    env,
    cwd: argv.length > 0 ? cwd : folder,
    userConfigFolder: folder,
  });
  return startHost({ ...config, strict: false, logLevel: 'critical' });
}

async function answersOf(
  options: InitOptions,
  world: InitWorld,
  host: Host,
  questions?: Questions,
): Promise<Answers | undefined> {
  const kestra = questions
    ? await askedConnection(options, { host, env: world.env }, questions)
    : await givenConnection(options, { host, env: world.env }, world.say);
  if (kestra === undefined) return undefined;
  checkTenant(kestra, host.config);
  const groups = await groupsOf(options, host, questions);
  const readOnly =
    options.readOnly ?? (await questions?.readOnly(host.config.tools.readOnly)) ?? host.config.tools.readOnly;
  const found = questions ? clientsFound(world) : [];
  const clients = options.client ?? (await questions?.clients(found)) ?? [];
  return {
    kestra,
    groups,
    ...(options.preset && { preset: options.preset }),
    readOnly,
    clients,
    name: options.name,
    scope: options.scope ?? (clients.length > 0 ? await questions?.scope() : undefined) ?? 'user',
    launch:
      options.launch ??
      (clients.length > 0 ? await questions?.launch(defaultLaunch()) : undefined) ??
      defaultLaunch(),
  };
}

async function groupsOf(
  options: InitOptions,
  { registry, config }: Host,
  questions?: Questions,
): Promise<Answers['groups']> {
  const known = [...registry.groups.values()].sort((a, b) => a.name.localeCompare(b.name));
  const names = known.map(({ name }) => name);
  if (options.groups) return chosenGroups(options.groups, names);
  // The list may also contain tools and actions, which stay unless the user changes the list.
  const before = config.tools.only?.filter((name) => names.includes(name)) ?? names;
  const chosen = await questions?.groups(known, before);
  if (chosen === undefined || isDeepStrictEqual(chosen.toSorted(), before.toSorted())) return undefined;
  return chosenGroups(chosen, names);
}

function surroundings({ env, cwd }: InitWorld): Surroundings {
  // An empty HOME counts as unset.
  const home = isAbsolute(homedir()) ? homedir() : userInfo().homedir;
  return { platform: process.platform, home, env, cwd };
}

/** Clients that have a folder on this machine. */
function clientsFound(world: InitWorld): string[] {
  const where = surroundings(world);
  return CLIENTS.filter((client) => {
    const { user } = client.places(where);
    return (
      user !== undefined && (existsSync(user) || (dirname(user) !== where.home && existsSync(dirname(user))))
    );
  }).map(({ id }) => id);
}
