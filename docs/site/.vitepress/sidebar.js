import { readdirSync, readFileSync } from 'node:fs';

const DOCS = new URL('../../', import.meta.url);

/** One sidebar for all pages; the folders of many pages are closed until one is read. */
export function sidebar() {
  return [
    group('Start', ['quick-start', ['migration', 'From the Python server'], 'troubleshooting', 'faq']),
    group('Reference', [
      ['one-host-for-a-team', 'One host for a team'],
      ['resources-and-prompts', 'Resources, prompts, skills'],
      'configuration',
      'performance',
      ['api-stability', 'API stability'],
    ]),
    folder('Tools', 'tools'),
    folder('Prompts', 'prompts'),
    group('Plugins', ['write-a-plugin', ['reference/kestra-client', 'KestraClient']]),
    folder('Decisions', 'decisions'),
  ];
}

function group(text, pages) {
  return { text, items: pages.map((page) => item(...[page].flat())) };
}

function folder(text, name) {
  const pages = readdirSync(new URL(`${name}/`, DOCS)).filter(
    (file) => file.endsWith('.md') && file !== 'README.md',
  );
  const hasIndex = readdirSync(new URL(`${name}/`, DOCS)).includes('README.md');
  const items = pages.sort().map((file) => item(`${name}/${file.replace(/\.md$/, '')}`));
  return { text, collapsed: true, items, ...(hasIndex && { link: `/${name}/` }) };
}

/** A page by its first heading, or by something shorter. */
function item(page, text) {
  const heading = /^# (.*)$/m.exec(readFileSync(new URL(`${page}.md`, DOCS), 'utf8'))?.[1] ?? page;
  return { text: text ?? heading.replaceAll('`', '').replace(/^Prompts: /, ''), link: `/${page}` };
}
