/** A piece of a line, and how it looks where colors are shown. */
export interface Span {
  text: string;
  look?: Look;
}
export type Look = 'title' | 'tool' | 'good' | 'bad' | 'question' | 'found' | 'quiet';
export type Line = readonly Span[];

const WIDTH = 100;
/** Narrower lines would break names apart. */
const NARROWEST = 60;
/** Room for an indent and a mark. */
const MARGIN = 4;
const INDENT = '   ';
const MARKS = { good: '✓', bad: '✗', question: '?', found: '→' } as const;

type Mark = keyof typeof MARKS;

/** Lays the demo out in lines of at most 100 characters, or as many as the terminal has, and hands them on one by one. */
export class Screen {
  private readonly width: number;

  constructor(
    private readonly out: (line: Line) => void,
    columns: number = WIDTH,
  ) {
    this.width = Math.max(Math.min(columns, WIDTH), NARROWEST) - MARGIN;
  }

  title(text: string): void {
    this.out([]);
    this.out([{ text, look: 'title' }]);
  }

  /** What the demo itself has to say. */
  say(text: string): void {
    for (const line of wrapped(text, this.width)) this.out([{ text: INDENT + line }]);
  }

  call(tool: string, given: string): void {
    this.out([{ text: `${INDENT}› ` }, { text: tool, look: 'tool' }, { text: `  ${given}`, look: 'quiet' }]);
  }

  /** The result of a call, behind a mark. */
  result(mark: Mark, text: string): void {
    for (const [index, line] of wrapped(text, this.width).entries()) {
      const before = index === 0 ? MARKS[mark] : ' ';
      this.out([{ text: `${INDENT}${before} ${line}`, look: mark }]);
    }
  }

  /** More about the result of a call, below its first lines. */
  detail(text: string, look?: Look): void {
    this.verbatim(wrapped(text, this.width).join('\n'), () => look);
  }

  /** Lines shown as they are: source, a diff, a drawing. */
  verbatim(text: string, look: (line: string) => Look | undefined = () => undefined): void {
    for (const line of text.trimEnd().split('\n')) {
      const kind = look(line);
      this.out([{ text: `${INDENT}  ${line}`.trimEnd(), ...(kind && { look: kind }) }]);
    }
  }
}

/** The text in lines that fit. */
function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines = [''];
    for (const word of line.split(' ')) {
      const longer = `${lines.at(-1)} ${word}`.trimStart();
      if (INDENT.length + longer.length > width && lines.at(-1) !== '') lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  });
}
