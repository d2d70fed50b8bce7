/** What the site's first page has above the text of docs/README.md. */
export const home = {
  layout: 'home',
  hero: {
    name: 'kestra-mcp',
    text: 'Operate Kestra from your AI client',
    tagline: 'An MCP server whose tools come from plugins, with a switch for every group, tool and action.',
    actions: [
      { theme: 'brand', text: 'Quick start', link: '/quick-start' },
      { theme: 'alt', text: 'From the Python server', link: '/migration' },
      { theme: 'alt', text: 'Prompts', link: '/prompts/' },
    ],
  },
};
