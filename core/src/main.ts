import type { Writable } from 'node:stream';
import { loadConfig } from './config/load.js';
import type { Flags } from './config/sources/flags.js';
import { ConfigError, describeError } from './foundation/errors.js';
import { within } from './foundation/limit.js';
import { guardProcess } from './host/guard.js';
import { type Host, startHost } from './host/host.js';
import { maskPrinted, reserveStdout } from './server/stdout.js';

/** Exit codes: 0 done, 1 something is wrong (doctor, a crash), 2 the configuration or the command line is. */
export async function main(argv: readonly string[]): Promise<number> {
  // Before anything that may print: a configuration file and a plugin are code.
  const output = reserveStdout();
  const print = (text: string) => new Promise<void>((resolve) => output.write(`${text}\n`, () => resolve()));
  try {
    const { parseFlags } = await import('./config/sources/flags.js');
    const flags = await parseFlags(argv);
    if (flags.command === 'help') {
      await print(flags.text);
      return 0;
    }
    if (flags.command === 'version') {
      await print((await import('./process/version.js')).VERSION);
      return 0;
    }
    return await run(flags, output, print);
  } catch (error) {
    process.stderr.write(`kestra-mcp: ${describeError(error)}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

/** Longest that a configuration file may take, in milliseconds: it may be code. */
const LONGEST_READ = 10_000;

type Print = (text: string) => Promise<void>;

async function run(flags: Flags, output: Writable, print: Print): Promise<number> {
  // Until there is a host, which has a log.
  let report = (text: string): void => void process.stderr.write(`kestra-mcp: ${text}\n`);
  guardProcess((text) => report(text));
  if (flags.command === 'manifest' || flags.command === 'new') return make(flags);
  if (flags.command === 'init') return initialise(flags, print);
  if (flags.fromPython !== undefined) return replacement(flags.fromPython, flags.write, print);
  // As they are now: a plugin may change both, and a reload must not go by that.
  const sources = { argv: flags, env: { ...process.env }, cwd: process.cwd() };
  const read = async () => {
    const config = await within(loadConfig(sources), LONGEST_READ, unreadable);
    // What is wrong is what doctor is asked for.
    return flags.command === 'doctor' ? { ...config, strict: false } : config;
  };
  const host = await startHost(await read(), read);
  maskPrinted((text) => host.redact(text));
  report = (text) => host.fault(text);
  try {
    return await command(flags, host, output, print);
  } finally {
    await host.close();
  }
}

function unreadable(): ConfigError {
  return new ConfigError(`The configuration was not read within ${LONGEST_READ / 1_000} s.`, {
    hint: 'The file, or a module that it imports, awaits for ever.',
  });
}

/** Questions go to stderr, so that what is printed can be piped. */
async function initialise({ words }: Flags, print: Print): Promise<number> {
  const { init } = await import('./commands/init/init.js');
  const { env, stdin: input, stderr: output } = process;
  return init(words, {
    env: { ...env },
    cwd: process.cwd(),
    print,
    say: (text) => void output.write(`${text}\n`),
    ...(input.isTTY && output.isTTY && { terminal: { input, output } }),
  });
}

async function replacement(file: string, write: boolean | undefined, print: Print): Promise<number> {
  const { fromPython } = await import('./commands/from-python.js');
  const { notes, text } = await fromPython(file, process.env, write);
  process.stderr.write(notes.map((note) => `${note}\n`).join(''));
  if (text !== '') await print(text);
  return 0;
}

/** The commands for authors of plugins, which need no configuration. */
async function make({ command, check, words }: Flags): Promise<number> {
  // Not on stdout: `npm start` builds first, and then speaks JSON-RPC there.
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (command === 'new') {
    const { newPlugin } = await import('./commands/new-plugin.js');
    say(await newPlugin(words[1] ?? '', process.cwd()));
    return 0;
  }
  const { checkManifests, writeManifests } = await import('./commands/manifest.js');
  const files = check ? await checkManifests(words) : await writeManifests(words);
  say(`${files.length} plugin manifests ${check ? 'are current' : 'written'}.`);
  return 0;
}

async function command(flags: Flags, host: Host, output: Writable, print: Print): Promise<number> {
  switch (flags.command) {
    case 'list': {
      const { list } = await import('./commands/list.js');
      // The sandbox says at once what it is; a real Kestra is not asked for a list.
      if (host.config.sandbox !== undefined) await host.learnEdition();
      await print(list(host, flags.json));
      return 0;
    }
    case 'doctor': {
      const { doctor, printFindings } = await import('./commands/doctor.js');
      const report = await doctor(host);
      await print(host.redact(flags.json ? JSON.stringify(report, null, 2) : printFindings(report.findings)));
      return report.healthy ? 0 : 1;
    }
    default: {
      const { serve } = await import('./server/serve-stdio.js');
      const { watchConfiguration } = await import('./host/watch.js');
      const stopWatching = watchConfiguration(host);
      await serve(host, output, (error) => host.log.warning(`protocol: ${describeError(error)}`));
      stopWatching();
      return 0;
    }
  }
}
