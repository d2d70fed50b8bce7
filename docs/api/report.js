/**
 * Writes the API report of core: the exported types, and the types that authors reach through them, like `kestra.flows`.
 * API Extractor brings its own version of TypeScript, so core/api-extractor.json has its own compiler options.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { Failure } from './failure.js';

const HEADER = `# The API of @kestra-mcp/core

Written by \`npm run api\`; do not edit. A type without \`export\` is reached through one that has it.
`;
/** Matches a declaration at the start of a line, and its name. */
const DECLARATION =
  /^(?:export |declare |default |abstract )*(?:class|interface|type|const|let|function|enum|namespace) ([\w$]+)/m;

/** The report of the build in `core/dist`. */
export function currentReport(root) {
  if (!existsSync(join(root, 'core/dist/index.d.ts'))) {
    throw new Failure('core/dist/index.d.ts does not exist. Run npm run build first.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-api-'));
  try {
    return tidy(extract(root, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function extract(root, folder) {
  const configObjectFullPath = join(root, 'core/api-extractor.json');
  const configObject = ExtractorConfig.loadFile(configObjectFullPath);
  Object.assign(configObject.apiReport, {
    reportFolder: folder,
    reportTempFolder: join(folder, 'temporary'),
  });
  const packageJsonFullPath = join(root, 'core/package.json');
  const config = ExtractorConfig.prepare({ configObject, configObjectFullPath, packageJsonFullPath });
  const errors = [];
  const messageCallback = (message) => {
    if (message.logLevel === 'error') errors.push(message.text);
    message.handled = true;
  };
  const { succeeded } = Extractor.invoke(config, { localBuild: true, messageCallback });
  if (!succeeded)
    throw new Failure(
      `API Extractor cannot read the types of core. Fix these errors, then run npm run build:\n${errors.join('\n')}`,
    );
  return readFileSync(config.reportFilePath, 'utf8');
}

/** Removes notes that are the same everywhere (`@public`) or not part of the API (whether a doc comment exists). */
function tidy(report) {
  const lines = codeOf(report)
    .split('\n')
    .map((line) => line.replace(/^(\s*\/\/.*?) ?\(undocumented\)$/, '$1'))
    .filter((line) => !/^\s*\/\/( @public| \(No @packageDocumentation .*)?$/.test(line));
  const code = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return `${HEADER}\n\`\`\`ts\n${code}\n\`\`\`\n`;
}

/** The declarations in a report by name. Overloads are joined. */
export function declarationsOf(report) {
  const found = {};
  for (const block of codeOf(report)
    .trim()
    .split(/\n{2,}/)) {
    const name = DECLARATION.exec(block)?.[1] ?? 'imports';
    found[name] = `${found[name] ?? ''}${block}\n`;
  }
  return found;
}

function codeOf(report) {
  return /```ts\n([\s\S]*)```/.exec(report)?.[1] ?? '';
}
