/** What the site's first page has above the text of docs/README.md. */
export const home = {
  layout: 'home',
  hero: {
    name: 'kestra-mcp',
    text: 'Write, run and debug Kestra flows from your AI client',
    tagline: 'Try it on an in-memory Kestra simulator in a minute. You need only Node and git.',
    actions: [
      { theme: 'brand', text: 'Quick start', link: '/quick-start' },
      { theme: 'alt', text: 'What you can ask', link: '/how-to/' },
      { theme: 'alt', text: 'Compare', link: '/compare' },
    ],
  },
};
