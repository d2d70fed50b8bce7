/** What the site's first page has above the text of docs/README.md. */
export const home = {
  layout: 'home',
  hero: {
    name: 'kestra-mcp',
    text: 'Write, run and debug Kestra flows from your AI client',
    tagline: 'An MCP server whose tools come from plugins. You can turn off any group, tool or action.',
    actions: [
      { theme: 'brand', text: 'Quick start', link: '/quick-start' },
      { theme: 'alt', text: 'What you can ask', link: '/how-to/' },
      { theme: 'alt', text: 'Compare', link: '/compare' },
    ],
  },
};
