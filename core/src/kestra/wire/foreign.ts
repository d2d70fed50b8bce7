/** Members that the host's own advice is in: whoever reads an answer takes them for its word. */
const OURS = ['next', 'note'] as const;
const LINK = /^https?:\/\//i;

/**
 * What Kestra has answered, without members that would pass for ours: its `next` and `note` are `kestra_next` and
 * `kestra_note`, and a `url` is a link to a page or is not there. Of the answer itself and of its rows; what is within them
 * is content, and stays as it is.
 */
export function asKestras(answer: unknown): unknown {
  if (Array.isArray(answer)) return rows(answer);
  if (typeof answer !== 'object' || answer === null) return answer;
  const own = member(answer) as { results?: unknown };
  if (!Array.isArray(own.results)) return own;
  const results = rows(own.results);
  return results === own.results ? own : { ...own, results };
}

function rows(list: readonly unknown[]): readonly unknown[] {
  const marked = list.map(member);
  return marked.every((row, index) => row === list[index]) ? list : marked;
}

/** The same object where there is nothing to rename, which is nearly always. */
function member(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = OURS.filter((name) => Object.hasOwn(value, name));
  const { url } = value as { url?: unknown };
  const isLink = url === undefined || url === null || (typeof url === 'string' && LINK.test(url));
  if (names.length === 0 && isLink) return value;
  const members = Object.entries(value).filter(([name]) => isLink || name !== 'url');
  // Not by assignment, which takes `__proto__` for something else than a name.
  return Object.fromEntries(
    members.map(([name, each]) => [
      (OURS as readonly string[]).includes(name) ? `kestra_${name}` : name,
      each,
    ]),
  );
}

/** Where a line of a text may end, for whoever shows it. */
const LINE_ENDS = /(?:\r\n|[\n\r\v\f\u0085\u2028\u2029])\s*/g;

/** What Kestra says, for a text of ours: further lines are marked as its own, so that none passes for one of the host's. */
export function quotedLines(text: string): string {
  return text.trim().replace(LINE_ENDS, '\n  | ');
}
