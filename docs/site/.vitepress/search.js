/**
 * Words for the search. Names such as `KESTRA_MCP_READ_ONLY`, `manage_flow:delete` or `kestra.baseUrl` are words, and so are their
 * parts. The site takes this function as text: it must not use anything outside of itself.
 */
export function tokenize(text) {
  return text.split(/[\s"“”'`()<>[\]{},;!?=|…]+/u).flatMap((piece) => {
    const word = piece.replace(/^[^\p{L}\p{N}$_]+|[^\p{L}\p{N}_]+$/gu, '');
    if (word === '') return [];
    const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

/** Most readers use the server: the reference for plugins and the decisions come after the pages for users. */
export const boostDocument = (id) => (/\/(?:reference|decisions)\//.test(id) ? 0.3 : 1);

/** Settings of MiniSearch, for the index and for whoever asks it. */
export const miniSearch = {
  options: { tokenize },
  searchOptions: { fuzzy: 0.15, prefix: true, boost: { title: 4, titles: 1, text: 2 }, boostDocument },
};
