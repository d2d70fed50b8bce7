import { type FSWatcher, realpathSync, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { describeError } from '../foundation/errors.js';
import type { Host } from './host.js';

/** Editors write in several steps; the file is read when they are done, in milliseconds. */
const QUIET = 150;

/**
 * Reloads the configuration when its file changes, and on SIGHUP, until the function returned is called. The folder is
 * watched, not the file: editors and mounted volumes put another file in its place.
 */
export function watchConfiguration(host: Host): () => void {
  let watched: { file: string; state: string; watchers: FSWatcher[] } | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** Each time anew: a folder of the same name may be another one. */
  const follow = () => {
    const { file } = host.config;
    for (const watcher of watched?.watchers ?? []) watcher.close();
    watched =
      file === undefined
        ? undefined
        : { file, state: stateOf(file), watchers: watchersOf(host, file, later) };
  };
  const reload = async () => {
    follow();
    await host.reload();
    if (host.config.file !== watched?.file) follow();
  };
  const look = () => {
    if (watched && stateOf(watched.file) !== watched.state) void reload();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET);
    timer.unref();
  };
  const signalled = () => void reload();

  follow();
  process.on('SIGHUP', signalled);
  return () => {
    clearTimeout(timer);
    process.off('SIGHUP', signalled);
    for (const watcher of watched?.watchers ?? []) watcher.close();
  };
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
  return `${file} cannot be watched (${describeError(cause)}): send SIGHUP after a change, or restart.`;
}

/** Changes whenever the content may have; a file that is gone has a state, too. */
function stateOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'gone' : `${found.ino} ${found.size} ${found.mtimeMs}`;
}
