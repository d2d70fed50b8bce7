import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../../support/paths.js';
import { outsideOfNpm } from '../../../support/programs/packed.js';

interface Plan {
  version: string;
  pending: string;
  release: string;
}

/** The result of a rehearsed release, as `.release/rehearse.js` prints it. */
export interface Release {
  registry: string;
  /** The copy of the repository that was released. */
  tree: string;
  npmrc: string;
  before: Plan;
  plan: Plan;
  after: Plan;
  order: { name: string; version: string; file: string; integrity: string }[];
  tags: string[];
  /** The files of the GitHub release. */
  assets: string;
}

/** A rehearsal that continues until the test ends it. */
export interface Rehearsal {
  next<T = Release>(command?: 'patch' | 'publish'): Promise<T>;
  stop(): Promise<void>;
}

export function startRehearsal(): Rehearsal {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, '.release/rehearse.js')], {
    env: outsideOfNpm(),
    stdio: 'pipe',
  });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  return {
    async next<T>(command?: string) {
      if (command !== undefined) child.stdin?.write(`${command}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`The rehearsal has ended:\n${said}`);
      return JSON.parse(value) as T;
    },
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

interface Known {
  'dist-tags': object;
  versions: Record<string, { mcpName?: string }>;
}

/** What the registry knows about a package. */
export async function known({ registry }: Release, name: string): Promise<Known> {
  // The registry may close a kept connection just as it is used again.
  const answer = await fetch(new URL(name.replace('/', '%2f'), registry), {
    headers: { connection: 'close' },
  });
  if (!answer.ok) throw new Error(`The registry answered ${answer.status} when asked for ${name}.`);
  return (await answer.json()) as Known;
}
