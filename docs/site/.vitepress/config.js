import { fileURLToPath } from 'node:url';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { plainBraces } from './braces.js';
import { home } from './home.js';
import { REPOSITORY, repositoryLinks } from './links.js';
import { picturesOfTheme } from './pictures.js';
import { miniSearch } from './search.js';
import { sidebar } from './sidebar.js';
import { detailsAsTabs } from './tabs.js';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#3451b2"/><path d="M5 3v10M11 4 6 8l5 4" fill="none" stroke="#fff" stroke-width="2"/></svg>';

/** What GitHub would show as a table at the top of the page. */
const FRONT_MATTER = {
  'index.md': home,
  // Its headings are whole sentences.
  'troubleshooting.md': { outline: 2 },
};

const here = fileURLToPath(import.meta.url);

/** The pages are outside of this folder, and what they are compiled to imports Vue, which is inside. */
const vueForPages = {
  name: 'vue-for-pages',
  enforce: 'pre',
  resolveId(id, importer, options) {
    if (!/^vue(\/|$)/.test(id) || importer === here) return undefined;
    return this.resolve(id, here, { ...options, skipSelf: true });
  },
};

/** The site is the Markdown of docs/ as it is on GitHub; what differs is done here, not there. */
export default defineConfig({
  title: 'kestra-mcp',
  description: 'An MCP server for Kestra: write, run and debug flows from your AI client',
  lang: 'en',
  // Where GitHub Pages serves a project.
  base: process.env.DOCS_BASE ?? '/kestra-mcp/',
  srcDir: '..',
  srcExclude: ['site/**'],
  outDir: '.vitepress/dist',
  cacheDir: 'node_modules/.vitepress',
  rewrites: (page) => page.replace(/(^|\/)README\.md$/, '$1index.md'),
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    // As on GitHub: the same anchors, and braces are braces.
    attrs: { disable: true },
    anchor: { slugify: slug },
    config: (markdown) => {
      for (const plugin of [repositoryLinks, plainBraces, detailsAsTabs, picturesOfTheme])
        markdown.use(plugin);
    },
  },
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  transformPageData: ({ relativePath, frontmatter }) => ({
    frontmatter: { ...frontmatter, ...FRONT_MATTER[relativePath] },
  }),
  vite: {
    plugins: [vueForPages],
    build: { chunkSizeWarningLimit: 1_500 },
  },
  themeConfig: {
    search: { provider: 'local', options: { miniSearch } },
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'How-to', link: '/how-to/' },
      { text: 'Concepts', link: '/concepts/plugins', activeMatch: '/concepts/' },
      {
        text: 'Reference',
        items: [
          { text: 'Tools', link: '/tools/' },
          { text: 'Configuration', link: '/configuration' },
          { text: 'Prompts', link: '/prompts/' },
          { text: 'KestraClient', link: '/reference/kestra-client' },
        ],
      },
      {
        text: 'More',
        items: [
          { text: 'Compare', link: '/compare' },
          { text: 'Operate', link: '/one-host-for-a-team' },
          { text: 'Write a plugin', link: '/write-a-plugin' },
          { text: 'Troubleshooting', link: '/troubleshooting' },
        ],
      },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Edit this page' },
    footer: { message: 'Apache-2.0' },
  },
});
