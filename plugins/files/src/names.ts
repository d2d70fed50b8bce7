import { InputError } from '@kestra-mcp/core';

/** More names than a session usually writes. Beyond this, the oldest are dropped. */
const MOST = 1_000;

/** The name that Kestra stores: a space becomes a plus sign, so `a b.txt` and `a+b.txt` are the same file. */
export const keptAs = (path: string) => path.replaceAll(' ', '+');

/**
 * The names under which this server has written files that Kestra stores with plus signs. For other files the original
 * name is unknown, so the name that Kestra shows counts.
 */
export class FileNames {
  private readonly written = new Map<string, string>();
  private readonly writing = new Map<string, string>();

  /** Writes under a name and remembers it. Refused while another call writes the same file under another name. */
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

  /** The existing name, if it differs from this one. */
  other(namespace: string, path: string): string | undefined {
    const name = this.written.get(key(namespace, path)) ?? keptAs(path);
    return name === path ? undefined : name;
  }

  /** Refuses a path that exists under another name, because the caller may not mean that file. */
  refuseOther(namespace: string, path: string): void {
    const other = this.other(namespace, path);
    if (other !== undefined) throw same(path, other);
  }
}

function same(path: string, other: string): InputError {
  return new InputError(`For Kestra, "${path}" is the same path as the existing "${other}": ${PLUS}.`, {
    hint: `If you mean that one, give the path "${other}".`,
  });
}

export const PLUS = 'it stores a space in a name as a plus sign';

const key = (namespace: string, path: string) => `${namespace} ${keptAs(path)}`;

/** A note if Kestra stores another name than the given one. */
export function keptNote(path: string): { note?: string } {
  const kept = keptAs(path);
  return kept === path ? {} : { note: `Kestra shows it as "${kept}": ${PLUS}.` };
}
