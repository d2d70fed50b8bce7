import { basename } from 'node:path';
import { printable } from '../../foundation/printable.js';
import { command, quoted } from '../../process/command.js';
import type { Config, UntrustedFolder } from '../config.js';

/** The notice about an untrusted folder. Empty if nothing was ignored. */
export function noticeOf(untrusted: UntrustedFolder | undefined): string[] {
  if (untrusted === undefined || untrusted.left.length === 0) return [];
  const { folder, changed, left } = untrusted;
  const files = [...new Set(left.map(({ file }) => file))].map((file) => {
    const what = [...new Set(left.filter((each) => each.file === file).map((each) => each.what))];
    return `${basename(file)} (${what.join(', ')})`;
  });
  const state = changed ? 'has changed since you trusted it' : 'is not trusted';
  return [
    `${shown(folder)} ${state}, so kestra-mcp ignores parts of it: ${files.join('; ')}. To see what these files would do and to trust the folder, run: ${trustCommand(folder)}`,
  ];
}

/** The notice that credentials are not sent, and how to allow it. */
export function withheldNotice({ withheld }: Config, folder: string): string[] {
  if (withheld === undefined) return [];
  return [
    `The credentials from ${withheld.from} are not sent to ${printable(withheld.to)}, because that address comes from ${shown(folder)}. To send them, run: ${trustCommand(folder)}`,
  ];
}

/** The shell command that trusts a folder. */
export function trustCommand(folder: string): string {
  return command('trust', quoted(shown(folder)));
}

function shown(path: string): string {
  return printable(path).replaceAll(/[\n\t]/g, ' ');
}
