import { ConfigError, KestraMcpError } from '../foundation/errors.js';
import { command } from '../process/command.js';
import type { Client } from './clients.js';
import type { Document } from './document.js';

/**
 * Parses a client's file. Throws an error with the place and the reason if it cannot be parsed; the file then stays
 * unchanged.
 */
export async function parseDocument(client: Client, text: string, path: string): Promise<Document> {
  const refuse = (reason: string): never => {
    throw new ConfigError(`${path} was not changed: ${reason}.`, {
      hint: `Fix the file, or paste in the block that ${command('init', '--client', client.id, '--print', '--offline')} prints.`,
    });
  };
  const { jsonDocument } = await import('./json-document.js');
  const { tomlDocument } = await import('./toml-document.js');
  const read = client.format === 'toml' ? tomlDocument : jsonDocument;
  try {
    return read(client, text, refuse);
  } catch (error) {
    // Parsers fail on deeply nested lists.
    throw KestraMcpError.is(error) ? error : refuse('it cannot be read');
  }
}
