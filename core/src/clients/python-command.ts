import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readLimitedSync } from '../foundation/read-limited.js';

/** The arguments of `docker run` that matter outside of a container. */
export interface DockerRun {
  /** Variables set by `-e NAME=value`. */
  assigned: Record<string, string>;
  /** Existing files of variables. */
  envFiles: string[];
  network?: string;
}

export function dockerRun(words: readonly string[], cwd: string): DockerRun {
  const pairs = [...valuesOf(words, '--env'), ...valuesOf(words, '-e'), ...attached(words)];
  const [network] = [...valuesOf(words, '--network'), ...valuesOf(words, '--net')];
  return {
    assigned: Object.fromEntries(
      pairs
        .filter((pair) => pair.includes('='))
        .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    ),
    envFiles: valuesOf(words, '--env-file')
      .map((file) => resolve(cwd, file))
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile()),
    ...(network !== undefined && network !== 'host' && { network }),
  };
}

/** `-eNAME=value`. */
function attached(words: readonly string[]): string[] {
  return words.flatMap((word) => /^-e=?(\w+=.*)$/s.exec(word)?.[1] ?? []);
}

/** The name for the host of a container means nothing outside of it. */
export function outsideOfContainer(address: string): string {
  return address.replace(/\/\/host\.docker\.internal(?=[:/]|$)/, '//localhost');
}

/** The base URL in a file of variables, if it is one for containers. */
export function addressIn(envFiles: readonly string[]): string | undefined {
  const texts = envFiles.map((file) => readLimitedSync(file)).join('\n');
  const addresses = [...texts.matchAll(/^\s*KESTRA_BASE_URL\s*=\s*(\S+)/gm)].map(([, value]) => value);
  const address = addresses.at(-1);
  return address === undefined || outsideOfContainer(address) === address ? undefined : address;
}

/** The folder in which the Python server starts. */
export function folderOf(words: readonly string[], cwd: string): string {
  const [named] = valuesOf(words, '--directory');
  const script = words.find((word) => /server\.py$/.test(word)) ?? '';
  return named === undefined ? dirname(resolve(cwd, script)) : resolve(cwd, named);
}

/** The Python server reads the `.env` of its folder or of the nearest parent folder. */
export function dotenvAbove(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, '.env');
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Supports `--flag value` and `--flag=value`. */
function valuesOf(words: readonly string[], flag: string): string[] {
  return words.flatMap((word, index) => {
    if (words[index - 1] === flag) return [word];
    return flag.startsWith('--') && word.startsWith(`${flag}=`) ? [word.slice(flag.length + 1)] : [];
  });
}
