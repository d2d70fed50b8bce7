import type { Command, CommanderError } from 'commander';
import { didYouMean } from '../foundation/nearest.js';

/** What is wrong with the words after a command, as a sentence. */
export function usageError({ code, message }: CommanderError, program: Command): string {
  if (code === 'commander.excessArguments') {
    return `Unexpected argument "${program.args[program.registeredArguments.length]}".`;
  }
  if (code === 'commander.unknownOption') {
    // Only up to "=": the value may be a secret.
    const flag = /'(-[^'=\s]*)/.exec(message)?.[1] ?? '';
    const known = program.options.flatMap(({ long }) => long ?? []);
    return `Unknown flag ${flag}.${didYouMean(flag, known)}`;
  }
  const refused = /^error: option '(--[\w-]+)[^']*' argument '.*?' is invalid\. (.*)$/s.exec(message);
  const text = refused === null ? message.replace(/^error: /, '') : ofFlag(refused[1], refused[2]);
  return text.replace(/(?<![.?!])$/, '.');
}

function ofFlag(flag = '', reason = ''): string {
  return reason.replace(/^It /, `${flag} `).replace(/^Allowed choices are /, `${flag} must be one of: `);
}
