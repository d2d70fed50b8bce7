import { namesPlace } from '@kestra-mcp/core';

/** The type and size of a value. */
export interface Kind {
  type: 'text' | 'number' | 'boolean' | 'null' | 'list' | 'object' | 'file' | 'encrypted';
  size?: number;
  unit?: 'characters' | 'items' | 'members';
}

const ENCRYPTED = 'io.kestra.datatype:aes_encrypted';
/** Shown instead of a value that Kestra keeps encrypted. Nobody could use the encrypted text. */
export const SEALED = '(encrypted)';

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return { type: 'null' };
  if (isFile(value)) return { type: 'file' };
  if (typeof value === 'string') return { type: 'text', size: value.length, unit: 'characters' };
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (Array.isArray(value)) return { type: 'list', size: value.length, unit: 'items' };
  if (isEncrypted(value)) return { type: 'encrypted' };
  return { type: 'object', size: Object.keys(value).length, unit: 'members' };
}

export function isFile(value: unknown): value is string {
  return typeof value === 'string' && namesPlace(value);
}

/** A value without encrypted values, at any depth. */
export function withoutSealed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSealed);
  if (isEncrypted(value)) return SEALED;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutSealed(member)]));
}

function isEncrypted(value: object): boolean {
  return (value as { type?: unknown }).type === ENCRYPTED;
}
