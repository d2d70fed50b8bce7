import type { Micros, Timeline } from '../time.js';

/** A file or directory of a namespace. A directory has no content. */
export interface FileNode {
  content?: Buffer;
  /** The earlier contents of a file, oldest first. */
  earlier?: readonly Buffer[];
  created: Micros;
  modified: Micros;
}

/** The files of all namespaces. Paths begin with a slash and end without one. */
export class FileStore {
  readonly #namespaces = new Map<string, Map<string, FileNode>>();

  constructor(private readonly timeline: Timeline) {}

  find(namespace: string, path: string): FileNode | undefined {
    return this.#of(namespace).get(path);
  }

  /** All paths with their nodes, sorted. */
  all(namespace: string): [path: string, node: FileNode][] {
    return [...this.#of(namespace)].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The entries of a directory. Undefined if it does not exist. */
  children(namespace: string, directory: string): [path: string, node: FileNode][] | undefined {
    const isRoot = directory === '/';
    const node = this.find(namespace, directory);
    if (!isRoot && (!node || node.content)) return undefined;
    return this.all(namespace).filter(([path]) => parentOf(path) === directory);
  }

  write(namespace: string, path: string, content: Buffer): void {
    this.makeDirectory(namespace, parentOf(path));
    const now = this.timeline.next();
    const before = this.find(namespace, path);
    const earlier = [...(before?.earlier ?? []), ...(before?.content ? [before.content] : [])];
    const created = before?.created ?? now;
    this.#of(namespace).set(path, { content, earlier, created, modified: now });
  }

  /** Creates a directory and its parents. An existing directory stays as it is. */
  makeDirectory(namespace: string, path: string): void {
    if (path === '/' || this.find(namespace, path)) return;
    this.makeDirectory(namespace, parentOf(path));
    const now = this.timeline.next();
    this.#of(namespace).set(path, { created: now, modified: now });
  }

  /**
   * Removes a file, or a directory with its contents. Like Kestra, it also removes each parent that has only one
   * entry, without checking that this is the removed one.
   */
  delete(namespace: string, path: string): void {
    const parent = parentOf(path);
    if (parent !== '/' && this.children(namespace, parent)?.length === 1) {
      this.delete(namespace, parent);
      return;
    }
    for (const [each] of this.#below(namespace, path)) this.#of(namespace).delete(each);
  }

  /** Moves a file, or a directory with its contents. */
  move(namespace: string, from: string, to: string): void {
    const moved = this.#below(namespace, from);
    if (moved.length === 0) return;
    this.makeDirectory(namespace, parentOf(to));
    for (const [path, node] of moved) {
      this.#of(namespace).delete(path);
      this.#of(namespace).set(`${to}${path.slice(from.length)}`, node);
    }
  }

  #below(namespace: string, path: string): [path: string, node: FileNode][] {
    return this.all(namespace).filter(([each]) => each === path || each.startsWith(`${path}/`));
  }

  #of(namespace: string): Map<string, FileNode> {
    const files = this.#namespaces.get(namespace) ?? new Map<string, FileNode>();
    this.#namespaces.set(namespace, files);
    return files;
  }
}

/** All contents of a file, oldest first. */
export const revisionsOf = ({ content, earlier = [] }: FileNode): Buffer[] =>
  content ? [...earlier, content] : [];

/** The parent: `/src` for `/src/a.py`, and `/` for `/src`. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** The name: `a.py` for `/src/a.py`. */
export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
