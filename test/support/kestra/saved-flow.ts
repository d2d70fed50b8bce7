import type { Answer, Asked, TableKestra } from './use-kestra.js';

/** The validation result for correct YAML, and for an unknown task type. */
const check = (body: string) => {
  const bad = /^ *(?:- )?type: (io\.kestra\.nope\S*)/m.exec(body)?.[1];
  if (bad !== undefined)
    return { index: 0, constraints: `Validation error: Invalid type: ${bad}`, outdated: false };
  return { index: 0, outdated: false, deprecationPaths: [], warnings: [], infos: [] };
};

/** The flow `rec.demo.hello` and its revisions, as a fake Kestra stores them. */
export class SavedFlow {
  /** The YAML of each revision. The first is at index 0. */
  readonly sources: string[];
  /** Further members of the flow. */
  more: Record<string, unknown> = {};
  /** A change that somebody else saves immediately before or after ours. */
  before: (() => void) | undefined;
  after: (() => void) | undefined;

  constructor(
    private readonly kestra: TableKestra,
    ...sources: string[]
  ) {
    this.sources = sources;
  }

  /** Serves the flow. `routes` can replace individual responses. */
  serve(routes: Readonly<Record<string, Answer>> = {}): void {
    this.kestra.answers({
      'GET /main/flows/rec.demo/hello': (asked) => this.read(asked),
      'GET /main/flows/rec.demo/hello/revisions': () => ({
        json: this.sources.map((_, at) => this.flow(at + 1)),
      }),
      'GET /main/flows/rec.demo': () => ({ json: [{ id: 'hello', namespace: 'rec.demo' }] }),
      'POST /main/flows/validate': ({ body }) => ({ json: [check(body)] }),
      'PUT /main/flows/rec.demo/hello': ({ body }) => this.write(body),
      ...routes,
    });
  }

  get latest(): string {
    return this.sources.at(-1) ?? '';
  }

  private read({ line }: Asked): Answer {
    const asked = /[?&]revision=(\d+)/.exec(line)?.[1];
    const revision = asked === undefined ? this.sources.length : Number(asked);
    if (this.sources[revision - 1] === undefined) return { status: 404, json: { message: 'Not Found' } };
    return { json: this.flow(revision) };
  }

  private write(body: string): Answer {
    this.before?.();
    if (body !== this.latest) this.sources.push(body);
    const saved = { json: this.flow(this.sources.length) };
    this.after?.();
    return saved;
  }

  private flow(revision: number) {
    const source = this.sources[revision - 1];
    return { id: 'hello', namespace: 'rec.demo', revision, source, disabled: false, ...this.more };
  }
}
