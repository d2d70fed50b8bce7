/** One violation as Kestra words it. */
export interface Said {
  message: string;
  /** What it is about: `tasks[0].id`, `x.message` or a JSON pointer. */
  path?: string;
  /** Within the document, for YAML that cannot be parsed. */
  line?: number;
  column?: number;
  /** What Kestra accepts instead. */
  hint?: string;
}

const PREFIX = /^(Validation error|Unable to validate the flow): ?/;
const UNREADABLE = /^Illegal \w+ source: /;
/** A place before a message. It has no spaces, unlike words. */
const PLACED = /^((?:[\w$.\-/]|\[[^\]]*\])+): (.+)$/s;
/** The beginning of violations that name no place. */
const UNPLACED = /^(:? ?Invalid |Unrecognized |class )/;

/** The current names of old type names, as Kestra reports them. */
export function newNames(check: { infos?: string[] } | undefined): ReadonlyMap<string, string> {
  const found = (check?.infos ?? []).map((info) => /^(\S+) is replaced by ([\w.]+)/.exec(info));
  return new Map(found.flatMap((one) => (one?.[1] && one[2] ? [[one[1], one[2]] as const] : [])));
}

/** The violations in `constraints`, which has one line for each. */
export function saidOf(constraints: string): Said[] {
  const text = constraints.replace(PREFIX, '');
  if (UNREADABLE.test(text)) return [unreadable(text.replace(UNREADABLE, ''))];
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (lines.length === 0 || PLACED.test(line) || UNPLACED.test(line)) lines.push(line);
    else if (line.trim() !== '') lines.push(`${lines.pop()}\n${line}`);
  }
  return joined(
    lines.filter((line) => line.trim() !== '').map((line) => said(line.replace(/^:? +/, '').trim())),
  );
}

/** Joins messages with the same path. Kestra reports a missing value twice, as null and as blank. */
function joined(all: readonly Said[]): Said[] {
  const byPath = new Map<string, Said>();
  for (const one of all) {
    const known = byPath.get(one.path ?? one.message);
    const message = known && known.message !== one.message ? `${known.message}, ${one.message}` : one.message;
    byPath.set(one.path ?? one.message, { ...one, message });
  }
  return [...byPath.values()];
}

function said(line: string): Said {
  const [, path, message] = PLACED.exec(line) ?? [];
  if (path !== undefined && message !== undefined) return { path, message };
  const [, wrong] = /^class (\S+) cannot be cast/.exec(line) ?? [];
  if (wrong !== undefined) return { message: line.replace(/ \(.*$/s, '.'), hint: notHere(wrong) };
  const known = /^(.*?), not marked as ignorable \((.*)\)$/s.exec(line);
  if (known === null) return { message: line };
  const names = [...(known[2] ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name).sort();
  return { message: known[1] ?? line, hint: `Known properties: ${names.join(', ')}.` };
}

function notHere(type: string): string {
  return /\.triggers?\./.test(type)
    ? `${type} is a trigger. Put it under "triggers".`
    : `${type} is not allowed here.`;
}

/** How to fix YAML that cannot be parsed. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/Invalid structure/, 'Put quotes around a value that begins with "{{".'],
  [/found character '`'/, 'Send only the YAML, without Markdown around it.'],
];

/** Kestra's parser error, with the last place that it names and without the lines that it quotes. */
function unreadable(text: string): Said {
  const places = [...text.matchAll(/ in 'reader', line (\d+), column (\d+)/g)];
  const [, line, column] =
    places.at(-1) ?? /line: (\d+), column: (\d+)/.exec(text) ?? /\(at line (\d+)\)/.exec(text) ?? [];
  const words = text
    .split('\n')
    .filter((each) => /^\S/.test(each))
    .join(', ')
    .replace(/,? ?\(at line \d+\)$/, '')
    .replace(/, +at \[Source.*$/, '');
  const hint = HINTS.find(([pattern]) => pattern.test(words))?.[1];
  return {
    message: words,
    ...(hint && { hint }),
    ...(line && { line: Number(line) }),
    ...(column && { column: Number(column) }),
  };
}
