import type { Flags } from './config/flags.js';
import { loadConfig } from './config/load.js';
import { ConfigError, describeError, KestraMcpError } from './errors.js';
import { type Host, startHost } from './host.js';
import { reserveStdout } from './server/stdout.js';

/** Exit codes: 0 done, 1 something is wrong (doctor, a crash), 2 the configuration or the command line is. */
export async function main(argv: readonly string[]): Promise<number> {
  // Before anything that may print: a configuration file and a plugin are code.
  const output = reserveStdout();
  const print = (text: string) => new Promise<void>((resolve) => output.write(`${text}\n`, () => resolve()));
  try {
    const { parseFlags } = await import('./config/flags.js');
    const flags = await parseFlags(argv);
    if (flags.command === 'help') {
      await print(flags.text);
      return 0;
    }
    if (flags.command === 'version') {
      await print((await import('./version.js')).VERSION);
      return 0;
    }
    return await run(flags, output, print);
  } catch (error) {
    process.stderr.write(`kestra-mcp: ${describeError(error)}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

type Print = (text: string) => Promise<void>;

async function run(flags: Flags, output: ReturnType<typeof reserveStdout>, print: Print): Promise<number> {
  if (flags.command === 'manifest') {
    const { writeManifests } = await import('./commands/manifest.js');
    const files = await writeManifests(flags.folders);
    // Not on stdout: `npm start` builds first, and then speaks JSON-RPC there.
    process.stderr.write(`${files.length} plugin manifests written.\n`);
    return 0;
  }
  const config = await loadConfig({ argv: flags, env: process.env, cwd: process.cwd() });
  const host = await startHost(config);
  try {
    return await command(flags, host, output, print);
  } finally {
    await host.close();
  }
}

async function command(
  flags: Flags,
  host: Host,
  output: ReturnType<typeof reserveStdout>,
  print: Print,
): Promise<number> {
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
      surviveStrayFailures(host);
      await serve(host, output, (error) => host.log.warning(`protocol: ${describeError(error)}`));
      return 0;
    }
  }
}

/** A plugin's forgotten promise or timer is one plugin's problem: it is logged, and the server lives on. */
function surviveStrayFailures({ log }: Host): void {
  const report = (what: string) => (error: unknown) =>
    log.error(
      `${what}: ${KestraMcpError.is(error) || !(error instanceof Error) ? describeError(error) : (error.stack ?? error.message)}`,
    );
  process.on('unhandledRejection', report('a promise was rejected and nobody looked'));
  process.on('uncaughtException', report('an error was thrown outside of any call'));
}
