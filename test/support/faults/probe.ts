import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../paths.js';
import { temporaryFolder } from '../temporary.js';
import { until } from '../until.js';

/** The resources that a process holds. */
export interface Held {
  /** The heap and external memory in bytes, after a full garbage collection. */
  held: number;
  rss: number;
  /** Timers and sockets that keep the process alive. */
  timers: number;
  sockets: number;
}

/** Asks a server what it holds, without an inspector. */
export class Probe {
  private readonly file = join(temporaryFolder(), 'state.json');

  /** Environment variables for the server. */
  get env(): Record<string, string> {
    const code = pathToFileURL(join(ROOT, 'test', 'support', 'faults', 'inside-host.mjs')).href;
    return { NODE_OPTIONS: `--import=${code}`, KESTRA_TEST_PROBE: this.file };
  }

  async ask(pid: number): Promise<Held> {
    rmSync(this.file, { force: true });
    process.kill(pid, 'SIGUSR2');
    const { held, rss, resources } = await until(() => this.read());
    const count = (kind: string) => resources.filter((each) => each === kind).length;
    return { held, rss, timers: count('Timeout'), sockets: count('TCPSocketWrap') };
  }

  private read(): { held: number; rss: number; resources: string[] } | undefined {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as {
        held: number;
        rss: number;
        resources: string[];
      };
    } catch {
      // The file is missing or incomplete.
      return undefined;
    }
  }
}
