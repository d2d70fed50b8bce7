import { ConfigError, KestraMcpError } from '../foundation/errors.js';
import { command } from '../process/command.js';
import type { Client } from './clients.js';
import type { Document } from './document.js';

/** What kept the file from being read is its place and reason; the file is then to be left alone. */
export async function parseDocument(client: Client, text: string, path: string): Promise<Document> {
  const refuse = (reason: string): never => {
    throw new ConfigError(`${path} was not changed: ${reason}.`, {
      hint: `Fix the file, or paste in the block that ${command('init', '--client', client.id, '--print')} prints.`,
    });
  };
  const { jsonDocument } = await import('./json-document.js');
  const { tomlDocument } = await import('./toml-document.js');
  const read = client.format === 'toml' ? tomlDocument : jsonDocument;
  try {
    return read(client, text, refuse);
  } catch (error) {
    // Lists in lists in lists are too much for any parser.
    throw KestraMcpError.is(error) ? error : refuse('it cannot be read');
  }
}
