import { type FSWatcher, realpathSync, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { describeError } from '../foundation/errors.js';
import type { Host } from './host.js';

/** Editors write in several steps; the file is read when they are done, in milliseconds. */
const QUIET = 150;
/** But something in the folder may never be quiet, such as a log that is written to. */
const LONGEST_WAIT = 1_000;

/**
 * Reloads the configuration when its file changes, and on SIGHUP, until the function returned is called. The folder is
 * watched, not the file: editors and mounted volumes put another file in its place.
 */
export function watchConfiguration(host: Host): () => void {
  let watched: { files: readonly string[]; state: string; watchers: FSWatcher[] } = {
    files: [],
    state: '',
    watchers: [],
  };
  let timer: NodeJS.Timeout | undefined;
  let since: number | undefined;

  /** Each time anew: a folder of the same name may be another one. */
  const follow = () => {
    // One that is gone may come back, and limit again.
    const files = [...new Set([...filesOf(host), ...watched.files])];
    for (const watcher of watched.watchers) watcher.close();
    const watchers = files.flatMap((file) => watchersOf(host, file, later));
    watched = { files, state: stateOf(files), watchers };
  };
  const reload = async (by: 'edit' | 'request') => {
    follow();
    await host.reload(by);
    if (filesOf(host).some((file) => !watched.files.includes(file))) follow();
  };
  const look = () => {
    since = undefined;
    if (stateOf(watched.files) !== watched.state) void reload('edit');
  };
  const later = () => {
    clearTimeout(timer);
    since ??= performance.now();
    const left = since + LONGEST_WAIT - performance.now();
    timer = setTimeout(look, Math.max(0, Math.min(QUIET, left)));
    timer.unref();
  };
  const signalled = () => void reload('request');

  follow();
  process.on('SIGHUP', signalled);
  return () => {
    clearTimeout(timer);
    process.off('SIGHUP', signalled);
    for (const watcher of watched.watchers) watcher.close();
  };
}

/** All that were looked at: one that may only limit is one of them. */
function filesOf({ config: { files, file } }: Host): readonly string[] {
  return files ?? (file === undefined ? [] : [file]);
}

/** The folder of the file and, where that is a link, of what it leads to. */
function watchersOf(host: Host, file: string, changed: () => void): FSWatcher[] {
  const folders = new Set([dirname(file)]);
  try {
    folders.add(dirname(realpathSync(file)));
  } catch {
    // Gone for the moment; its own folder will tell.
  }
  return [...folders].flatMap((folder) => watcherOf(host, folder, file, changed) ?? []);
}

function watcherOf(host: Host, folder: string, file: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, changed);
    watcher.on('error', (cause) => host.log.warning(unwatched(file, cause)));
    return watcher;
  } catch (cause) {
    host.log.warning(unwatched(file, cause));
    return undefined;
  }
}

function unwatched(file: string, cause: unknown): string {
  return `${file} cannot be watched (${describeError(cause)}). After a change, send SIGHUP or restart the server.`;
}

/** Changes whenever the content of one may have; a file that is gone has a state, too. */
function stateOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? 'gone' : `${found.ino} ${found.size} ${found.mtimeMs}`;
    })
    .join('\n');
}
