import { InputError } from '@kestra-mcp/core';

/** More names than a session writes; the oldest go first. */
const MOST = 1_000;

/** How Kestra keeps a name, wherever it comes from: a blank is a plus, so that `a b.txt` and `a+b.txt` are one file. */
export const keptAs = (path: string) => path.replaceAll(' ', '+');

/**
 * Under which names this host has written what Kestra keeps under one. Of others it is unknown whether they were a
 * blank or a plus; there the name that Kestra shows counts.
 */
export class FileNames {
  private readonly written = new Map<string, string>();
  private readonly writing = new Map<string, string>();

  /** Writes under a name, which is remembered; refused while another call writes what is the same to Kestra. */
  async write<T>(namespace: string, path: string, work: () => Promise<T>): Promise<T> {
    const kept = key(namespace, path);
    const other = this.writing.get(kept);
    if (other !== undefined && other !== path) throw same(path, other);
    this.writing.set(kept, path);
    try {
      const done = await work();
      this.remember(namespace, path);
      return done;
    } finally {
      this.writing.delete(kept);
    }
  }

  remember(namespace: string, path: string): void {
    if (!/[ +]/.test(path)) return;
    this.forget(namespace, path);
    this.written.set(key(namespace, path), path);
    const [oldest] = this.written.keys();
    if (this.written.size > MOST && oldest !== undefined) this.written.delete(oldest);
  }

  forget(namespace: string, path: string): void {
    this.written.delete(key(namespace, path));
  }

  /** The name of what is there, when it is another one than this. */
  other(namespace: string, path: string): string | undefined {
    const name = this.written.get(key(namespace, path)) ?? keptAs(path);
    return name === path ? undefined : name;
  }

  /** What is there under another name is not what was meant. */
  refuseOther(namespace: string, path: string): void {
    const other = this.other(namespace, path);
    if (other !== undefined) throw same(path, other);
  }
}

function same(path: string, other: string): InputError {
  return new InputError(`"${path}" is the same to Kestra as "${other}", which is there: ${PLUS}.`, {
    hint: `If that is what you mean, give the path as "${other}".`,
  });
}

export const PLUS = 'it keeps a blank in a name as a plus';

const key = (namespace: string, path: string) => `${namespace} ${keptAs(path)}`;

/** What to say where Kestra keeps another name than the one that was given. */
export function keptNote(path: string): { note?: string } {
  const kept = keptAs(path);
  return kept === path ? {} : { note: `Kestra shows it as "${kept}": ${PLUS}.` };
}
