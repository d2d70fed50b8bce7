/**
 * Generates the parts of the documentation that come from the code: the pages of tools and prompts, the API reference,
 * the client tabs, the configuration reference and its JSON schema, recorded results of tools, the code in the guides
 * (from the examples, which are tested), and the texts that change with the first release. With --check, it writes
 * nothing and fails if a file is out of date.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { claudePlugin } from './generate/claude-plugin.js';
import { clientTabs } from './generate/clients.js';
import { configurationPage } from './generate/configuration.js';
import { promptPages } from './generate/prompts.js';
import { publishedFiles, withPublished } from './generate/published.js';
import { ROOT, read } from './generate/read.js';
import { pluginReadmes } from './generate/readmes.js';
import { clientPage } from './generate/reference.js';
import { schemaFile } from './generate/schema.js';
import { toolPages } from './generate/tools.js';
import { withTranscripts } from './generate/transcripts/index.js';

const prompts = JSON.parse(read('docs/prompts.json'));
const files = [
  ...toolPages(prompts),
  ...promptPages(prompts),
  ...pluginReadmes(),
  ...claudePlugin(),
  schemaFile(),
  ['docs/configuration.md', configurationPage(read('docs/configuration.md'))],
  ['docs/reference/kestra-client.md', clientPage()],
  ['docs/quick-start.md', between(read('docs/quick-start.md'), 'clients', clientTabs())],
  ['docs/write-a-plugin.md', withCode(read('docs/write-a-plugin.md'))],
];
const texts = new Map(files);
for (const path of [...pagesWith('<!-- transcript: '), ...publishedFiles()]) {
  if (!texts.has(path)) texts.set(path, read(path));
}
for (const [path, text] of texts) texts.set(path, withPublished(path, await withTranscripts(text)));
const stale = [...texts].filter(([path, text]) => read(path) !== text);
// For example, the page of a removed group.
const orphans = ['docs/tools', 'docs/prompts', 'docs/reference'].flatMap((folder) =>
  readdirSync(new URL(folder, ROOT))
    .map((name) => `${folder}/${name}`)
    .filter((path) => path !== 'docs/prompts/several-steps.md' && !files.some(([known]) => known === path)),
);

if (process.argv.includes('--check')) {
  const wrong = [...stale.map(([path]) => path), ...orphans];
  if (wrong.length > 0) {
    process.stderr.write(
      `These generated files are out of date: ${wrong.join(', ')}. Run npm run build and npm run docs, then commit them.\n`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of stale) {
    mkdirSync(new URL('./', new URL(path, ROOT)), { recursive: true });
    writeFileSync(new URL(path, ROOT), text);
  }
  if (orphans.length > 0)
    process.stderr.write(`No generator writes these files anymore: ${orphans.join(', ')}. Delete them.\n`);
}

/** The README and the pages in docs that contain this text. */
function pagesWith(text) {
  const below = readdirSync(new URL('docs', ROOT), { recursive: true })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md') && !path.startsWith('docs/site/'));
  return ['README.md', ...below.sort()].filter((path) => read(path).includes(text));
}

/** Puts a text between `<!-- name -->` and `<!-- /name -->`. */
function between(text, name, inside) {
  const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  return text.replace(place, (_, begin, end) => `${begin}${inside}${end}`);
}

/** Puts the file between `<!-- code: path -->` and `<!-- /code -->`. */
function withCode(text) {
  return text.replace(/(<!-- code: (\S+) -->\n)[\s\S]*?(<!-- \/code -->)/g, (_, begin, path, end) => {
    const language = path.split('.').at(-1);
    return `${begin}\`\`\`${language}\n${read(path).trimEnd()}\n\`\`\`\n${end}`;
  });
}
