import type { Writable } from 'node:stream';
import { loadConfig } from './config/load.js';
import type { Flags } from './config/sources/command-line.js';
import { parseFlags } from './config/sources/flags.js';
import { ConfigError, describeError } from './foundation/errors.js';
import { within } from './foundation/limit.js';
import { EditionFile } from './host/edition-file.js';
import { guardProcess } from './host/guard.js';
import { type Host, startHost } from './host/host.js';
import { VERSION } from './process/version.js';
import { forPeople } from './response/for-people.js';
import { serve } from './serve.js';
import { maskStderr, reserveStdout } from './server/stdout.js';

/** Exit codes: 0 for success, 1 for a problem (doctor, a crash), 2 for a wrong configuration or command line. */
export async function main(argv: readonly string[]): Promise<number> {
  // Before anything that may print: configuration files and plugins are code.
  const output = reserveStdout();
  const print = (text: string) =>
    new Promise<void>((resolve) => output.write(`${forPeople(text)}\n`, () => resolve()));
  try {
    const flags = await parseFlags(argv);
    if (flags.command === 'help') {
      await print(flags.text);
      return 0;
    }
    if (flags.command === 'version') {
      await print(VERSION);
      return 0;
    }
    // Used until the host exists, which has a log.
    const report = { to: (text: string): void => void say(`kestra-mcp: ${text}`) };
    guardProcess((text) => report.to(text));
    return await COMMANDS[flags.command]({ flags, output, print, report });
  } catch (error) {
    say(`kestra-mcp: ${describeError(error)}`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

/** Timeout for reading the configuration, in milliseconds: it may be code. */
const LONGEST_READ = 10_000;

interface Call {
  flags: Flags;
  output: Writable;
  print: (text: string) => Promise<void>;
  /** Where errors of plugins are reported. */
  report: { to: (text: string) => void };
}

/** A command. Returns the exit code. */
type Command = (call: Call) => Promise<number>;

const COMMANDS: Readonly<Record<Flags['command'], Command>> = {
  serve: (call) => withHost(call, served),
  list: (call) => withHost(call, list),
  doctor: ({ flags, ...call }) =>
    flags.fromPython === undefined
      ? withHost({ flags, ...call }, doctor)
      : replacement(flags.fromPython, flags.write, call.print),
  init: initialise,
  manifest,
  new: newPlugin,
  trust: trustFolder,
};

/** Runs a command with a host, and closes the host. */
async function withHost(call: Call, run: (host: Host, call: Call) => Promise<number>): Promise<number> {
  const { flags, report } = call;
  maskStderr();
  // Copies: a plugin may change both, and a reload must not use its changes.
  const sources = { argv: flags, env: { ...process.env }, cwd: process.cwd() };
  const read = async () => {
    const config = await within(loadConfig(sources), LONGEST_READ, unreadable);
    if (flags.command !== 'doctor') return config;
    // doctor reports what is wrong, so it never stops at it, and prints warnings itself.
    const { warnings = [], advice = [], ...others } = config;
    return { ...others, advice: [...warnings, ...advice], strict: false };
  };
  const memory = flags.command === 'serve' ? new EditionFile() : undefined;
  const host = await startHost(await read(), read, memory);
  report.to = (text) => host.fault(text);
  try {
    return await run(host, call);
  } finally {
    await host.close();
  }
}

function unreadable(): ConfigError {
  return new ConfigError(`Reading the configuration took longer than ${LONGEST_READ / 1_000} s.`, {
    hint: 'The file or a module that it imports probably awaits something that never resolves.',
  });
}

async function served(host: Host, { output }: Call): Promise<number> {
  await serve(host, { output, say });
  return 0;
}

async function list(host: Host, { flags, print }: Call): Promise<number> {
  const { list } = await import('./commands/list.js');
  // The sandbox knows its edition. A real Kestra is not asked for a list.
  if (host.config.sandbox !== undefined) await host.learnEdition();
  await print(list(host, flags.json));
  return 0;
}

async function doctor(host: Host, { flags, print }: Call): Promise<number> {
  const { doctor } = await import('./commands/doctor.js');
  const { printFindings, verdict } = await import('./commands/findings.js');
  const report = await doctor(host);
  const { findings } = report;
  const text = flags.json
    ? JSON.stringify(report, null, 2)
    : `${printFindings(findings)}\n\n${verdict(findings)}`;
  await print(host.redact(text));
  return report.healthy ? 0 : 1;
}

async function replacement(file: string, write: boolean | undefined, print: Call['print']): Promise<number> {
  const { fromPython } = await import('./commands/from-python.js');
  const { notes, text } = await fromPython(file, process.env, write);
  for (const note of notes) say(note);
  if (text !== '') await print(text);
  return 0;
}

/** Questions go to stderr, so that the output can be piped. */
async function initialise({ flags: { words }, print }: Call): Promise<number> {
  const { init } = await import('./commands/init/init.js');
  const { env, stdin: input, stderr: output } = process;
  return init(words, {
    env: { ...env },
    cwd: process.cwd(),
    print,
    say,
    ...(input.isTTY && output.isTTY && { terminal: { input, output } }),
  });
}

/** The question goes to stderr. */
async function trustFolder({ flags: { words }, print }: Call): Promise<number> {
  const { trust } = await import('./commands/trust/trust.js');
  const { env, stdin: input, stderr: output } = process;
  const terminal = input.isTTY && output.isTTY ? { terminal: { input, output } } : {};
  return trust(words, { env: { ...env }, cwd: process.cwd(), print, ...terminal });
}

async function manifest({ flags: { check, words } }: Call): Promise<number> {
  const { checkManifests, writeManifests } = await import('./commands/manifest.js');
  const files = check ? await checkManifests(words, say) : await writeManifests(words, say);
  const { counted } = await import('./foundation/counted.js');
  const state = check ? `${files.length === 1 ? 'is' : 'are'} up to date` : 'written';
  // `npm run --silent build` should print nothing.
  if (process.env.npm_config_loglevel !== 'silent')
    say(`${counted(files.length, 'plugin manifest')} ${state}.`);
  return 0;
}

async function newPlugin({ flags: { words } }: Call): Promise<number> {
  const { newPlugin } = await import('./commands/new-plugin.js');
  say(await newPlugin(words[1] ?? '', process.cwd()));
  return 0;
}

/** Not on stdout: `npm start` builds first and then speaks JSON-RPC there. */
function say(text: string): void {
  process.stderr.write(`${forPeople(text)}\n`);
}
