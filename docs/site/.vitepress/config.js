import { fileURLToPath } from 'node:url';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { REPOSITORY, repositoryLinks } from './links.js';
import { home } from './home.js';
import { sidebar } from './sidebar.js';

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
  description: 'An MCP server for Kestra whose tools come from plugins',
  lang: 'en',
  // Where GitHub Pages serves a project.
  base: process.env.DOCS_BASE ?? '/kestra-mcp/',
  srcDir: '..',
  srcExclude: ['site/**'],
  outDir: '.vitepress/dist',
  cacheDir: 'node_modules/.vitepress',
  rewrites: (page) => page.replace(/(^|\/)README\.md$/, '$1index.md'),
  markdown: {
    // The same anchors as on GitHub.
    anchor: { slugify: slug },
    config: (markdown) => void markdown.use(repositoryLinks),
  },
  transformPageData: ({ relativePath, frontmatter }) =>
    relativePath === 'index.md' ? { frontmatter: { ...frontmatter, ...home } } : undefined,
  vite: {
    plugins: [vueForPages],
    build: { chunkSizeWarningLimit: 1_500 },
  },
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Tools', link: '/tools/' },
      { text: 'Configuration', link: '/configuration' },
      { text: 'Plugins', link: '/write-a-plugin' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Edit this page' },
    footer: { message: 'Apache-2.0' },
  },
});
