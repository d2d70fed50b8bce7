import { existsSync, readdirSync, readFileSync } from 'node:fs';

const DOCS = new URL('../../', import.meta.url);

const HOW_TO = [
  ...['run-a-flow', 'find-a-failure', 'write-a-flow', 'see-dependencies', 'backfill-and-replay'],
  ...['approve-a-paused-execution', 'files-and-keys', 'limit-a-server', 'serve-a-team'],
  ...['move-from-the-python-server', 'use-it-in-ci'],
];

/** One sidebar for all pages; the folders of many pages are closed until one is read. */
export function sidebar() {
  return [
    group('Start', ['quick-start', ['compare', 'Compare'], ['migration', 'From the Python server']]),
    {
      ...group(
        'How-to',
        HOW_TO.map((name) => `how-to/${name}`),
      ),
      link: '/how-to/',
    },
    group('Concepts', [
      ['concepts/plugins', 'Plugins'],
      ['concepts/selection', 'Choosing tools'],
      ['concepts/configuration-layers', 'Configuration layers'],
      ['concepts/fence', 'Fixed namespaces'],
      ['concepts/budget', 'Result size limit'],
      ['concepts/versions', 'Kestra versions'],
    ]),
    {
      text: 'Reference',
      items: [
        folder('Tools', 'tools'),
        folder('Prompts', 'prompts'),
        item('configuration'),
        item('resources-and-prompts', 'Resources, prompts, skills'),
        item('reference/kestra-client', 'KestraClient'),
      ],
    },
    group('Operate', [
      ['one-host-for-a-team', 'One server for a team'],
      'performance',
      'troubleshooting',
      ['faq', 'Questions'],
    ]),
    group('Write a plugin', ['write-a-plugin', ['api-stability', 'API stability']]),
    { text: 'Project', items: [folder('Decisions', 'decisions'), item('style')] },
  ];
}

function group(text, pages) {
  return { text, items: pages.map((page) => item(...[page].flat())) };
}

function folder(text, name) {
  const pages = readdirSync(new URL(`${name}/`, DOCS)).filter(
    (file) => file.endsWith('.md') && file !== 'README.md',
  );
  const hasIndex = existsSync(new URL(`${name}/README.md`, DOCS));
  const items = pages.sort().map((file) => item(`${name}/${file.replace(/\.md$/, '')}`));
  // Without a link, VitePress would put a button into a button.
  return { text, collapsed: true, items, link: hasIndex ? `/${name}/` : items[0].link };
}

/** A page by its first heading, or by something shorter. */
function item(page, text) {
  const heading = /^# (.*)$/m.exec(readFileSync(new URL(`${page}.md`, DOCS), 'utf8'))?.[1] ?? page;
  return { text: text ?? heading.replaceAll('`', '').replace(/^Prompts: /, ''), link: `/${page}` };
}
