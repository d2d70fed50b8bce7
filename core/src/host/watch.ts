import { type FSWatcher, realpathSync, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { describeError } from '../foundation/errors.js';
import type { Host } from './host.js';

/** Editors write in several steps. The file is read after this pause, in milliseconds. */
const QUIET = 150;
/** Some folders never come to rest, for example if a log is written there. Then the file is read anyway. */
const LONGEST_WAIT = 1_000;

/**
 * Reloads the configuration when its file changes, and on SIGHUP, until the returned function is called. It watches the
 * folder, because editors and mounted volumes replace the file.
 */
export function watchConfiguration(host: Host): () => void {
  let watched: { files: readonly string[]; state: string; watchers: FSWatcher[] } = {
    files: [],
    state: '',
    watchers: [],
  };
  let timer: NodeJS.Timeout | undefined;
  let since: number | undefined;

  /** Watch again after each change, because the folder may have been replaced by another of the same name. */
  const follow = () => {
    // Keep watching a file that was deleted: it may come back, and limit again.
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

/** All files that were considered, including files that may only restrict. */
function filesOf({ config: { files, file } }: Host): readonly string[] {
  return files ?? (file === undefined ? [] : [file]);
}

/** Watches the file's folder and, if the file is a link, the folder of its target. */
function watchersOf(host: Host, file: string, changed: () => void): FSWatcher[] {
  const folders = new Set([dirname(file)]);
  try {
    folders.add(dirname(realpathSync(file)));
  } catch {
    // The file does not exist at the moment. Its own folder is watched, and reports when it comes back.
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

/** A value that changes whenever the content of a file may have changed. A missing file has a state, too. */
function stateOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? 'gone' : `${found.ino} ${found.size} ${found.mtimeMs}`;
    })
    .join('\n');
}
