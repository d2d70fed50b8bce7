import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { describeError } from './errors.js';
import type { Host } from './host.js';

/** Editors write in several steps; the file is read when they are done, in milliseconds. */
const QUIET = 150;

/**
 * Reloads the configuration when its file changes, and on SIGHUP, until the function returned is called. The folder is
 * watched, not the file: editors and mounted volumes put another file in its place.
 */
export function watchConfiguration(host: Host): () => void {
  let watched: { file: string; state: string; watcher: FSWatcher | undefined } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const follow = () => {
    const { file } = host.config;
    if (file === watched?.file) return;
    watched?.watcher?.close();
    watched =
      file === undefined ? undefined : { file, state: stateOf(file), watcher: watcherOf(host, file, later) };
  };
  const reload = async () => {
    if (watched) watched.state = stateOf(watched.file);
    await host.reload();
    follow();
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
    watched?.watcher?.close();
  };
}

function watcherOf(host: Host, file: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(dirname(file), { persistent: false }, changed);
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
