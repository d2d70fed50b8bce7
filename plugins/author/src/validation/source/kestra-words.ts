/** One violation in Kestra's words. */
export interface Said {
  message: string;
  /** What it is about: `tasks[0].id`, `x.message` or a JSON pointer. */
  path?: string;
  /** Within the document, for YAML that cannot be read. */
  line?: number;
  column?: number;
  /** What Kestra knows in its place. */
  hint?: string;
}

const PREFIX = /^(Validation error|Unable to validate the flow): ?/;
const UNREADABLE = /^Illegal \w+ source: /;
/** A place in front of a message: no words, which have blanks between them. */
const PLACED = /^((?:[\w$.\-/]|\[[^\]]*\])+): (.+)$/s;
/** How lines of violations begin which name no place. */
const UNPLACED = /^(:? ?Invalid |Unrecognized |class )/;

/** Types by their old names, of which Kestra says what they are called now. */
export function newNames(check: { infos?: string[] } | undefined): ReadonlyMap<string, string> {
  const found = (check?.infos ?? []).map((info) => /^(\S+) is replaced by ([\w.]+)/.exec(info));
  return new Map(found.flatMap((one) => (one?.[1] && one[2] ? [[one[1], one[2]] as const] : [])));
}

/** The violations in `constraints`, which has a line for each. */
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

/** That nothing is there is said twice: it is null, and it is blank. */
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
    ? `${type} is a trigger: put it below triggers.`
    : `${type} does not belong here.`;
}

/** What to do about YAML that cannot be read. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/Invalid structure/, 'Put quotes around a value that begins with "{{".'],
  [/found character '`'/, 'Give the YAML alone, without Markdown around it.'],
];

/** The parser tells the place where it stumbled last; the lines that it quotes are left out. */
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
