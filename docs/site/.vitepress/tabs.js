const TABS = /<!-- tabs -->/;
const END = /<!-- \/tabs -->/;
const SUMMARY = /<details(?: open)?>\s*<summary>(.*?)<\/summary>/g;

/**
 * `<details>` between `<!-- tabs -->` and `<!-- /tabs -->` become tabs. On GitHub they stay what they are: parts that a reader opens.
 */
export function detailsAsTabs(markdown) {
  markdown.core.ruler.push('details_as_tabs', ({ tokens }) => {
    let group;
    for (const token of tokens) {
      if (token.type !== 'html_block') continue;
      if (TABS.test(token.content)) group = { token, names: [] };
      if (group === undefined) continue;
      const isEnd = END.test(token.content);
      token.content = token.content.replace(SUMMARY, (_, name) => {
        group.names.push(name);
        return `<template #tab-${group.names.length - 1}>\n`;
      });
      token.content = token.content.replaceAll('</details>', '</template>');
      if (!isEnd) continue;
      token.content = token.content.replace(END, '</DocTabs>');
      const names = JSON.stringify(group.names).replaceAll('"', "'");
      group.token.content = group.token.content.replace(TABS, `<DocTabs :names="${names}">`);
      group = undefined;
    }
  });
}
