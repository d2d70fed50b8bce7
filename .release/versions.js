/**
 * Writes the version of package.json into the files that other registries read: the entry of the MCP registry, the
 * desktop extension, and the plugin for Claude Code. An argument names another folder than this repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? fileURLToPath(new URL('../', import.meta.url)));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// Edits the text, to keep the formatting of the files.
edit('.release/server.json', (text) =>
  text
    .replace(/("version": )"[^"]*"/g, `$1"${version}"`)
    .replace(/(ghcr\.io\/[\w./-]+):[\w.-]+/g, `$1:${version}`),
);
for (const path of ['.release/mcpb/manifest.json', '.claude-plugin/plugin.json'])
  edit(path, (text) => text.replace(/("version": )"[^"]*"/, `$1"${version}"`));

function edit(path, change) {
  const file = join(root, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
