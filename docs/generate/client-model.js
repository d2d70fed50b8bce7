/**
 * Reads core's declarations and doc comments with API Extractor: the resources of `KestraClient`, their methods, and
 * the types that they use.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { ROOT } from './read.js';

/** All declarations, by name. */
export function declarations() {
  const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-reference-'));
  try {
    const { members } = JSON.parse(readFileSync(extracted(folder), 'utf8'));
    return new Map(members[0].members.map((member) => [member.name, member]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function extracted(folder) {
  const root = fileURLToPath(ROOT);
  const configObjectFullPath = join(root, 'core/api-extractor.json');
  const configObject = ExtractorConfig.loadFile(configObjectFullPath);
  configObject.apiReport = { enabled: false };
  const apiJsonFilePath = join(folder, 'core.api.json');
  configObject.docModel = { enabled: true, includeForgottenExports: true, apiJsonFilePath };
  const packageJsonFullPath = join(root, 'core/package.json');
  const config = ExtractorConfig.prepare({ configObject, configObjectFullPath, packageJsonFullPath });
  const messageCallback = (message) => {
    message.handled = true;
  };
  const { succeeded } = Extractor.invoke(config, { localBuild: true, messageCallback });
  if (!succeeded) throw new Error('API Extractor cannot read the types of core. Run npm run build first.');
  return apiJsonFilePath;
}
