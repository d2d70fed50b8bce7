import type { Circumstances } from './answer.js';
import { VERSIONS, type Version } from './tables.js';

/** One call of a tool. It must send only what the version supports. */
export interface Case {
  tool: string;
  args: Readonly<Record<string, unknown>>;
  when?: Circumstances;
  /** The first version that supports this. On earlier versions, the tool must say so and send nothing. */
  since?: Version;
  /** The server has cached what the call needs, so it may send nothing. */
  remembers?: true;
}

/** Names a case by its arguments, if they are short. */
export function titleOf({ tool, args, when = {} }: Case): string {
  const given = Object.entries(args).map(([name, value]) => `${name}=${short(value)}`);
  const standing = Object.entries(when).map(([name, value]) => (value === true ? name : value));
  return [tool, ...given, ...(standing.length > 0 ? ['when', ...standing] : [])].join(' ');
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

export function isSupported({ since }: Case, version: Version): boolean {
  return since === undefined || VERSIONS.indexOf(version) >= VERSIONS.indexOf(since);
}
