import { ManualClock, type Sandbox, startSandbox } from '../index.js';
import type { ModeName } from '../modes.js';
import { type Answer, send, USER } from './client.js';
import { asEarly, differences } from './compare.js';
import { parseEvents, parseJson, uncut } from './events.js';
import { IdMap } from './ids.js';
import { cutStart, type RecordedEntry, type RecordedRequest } from './recording.js';
import type { Step } from './unrecorded.js';

/** The approximate time of the recorded server between two states, and between two requests. */
const PACE_MS = 40;
const REQUEST_MS = 20;
/** How long the recorder may have waited before it polled again. */
const PATIENCE_MS = 3000;
const STEP_MS = 10;
const MOST_BETWEEN_MS = 3000;
/** How long an execution had been running when the recorder began to follow it. */
const LISTENING_MS: Partial<Record<ModeName, number>> = { 'oss-2.0': 190 };
/** The same request as in 'execute approval', sent a moment later. */
const SEEN_LATER = ['execute approval 2'];
/** Parallel tasks log in the order in which the recorded threads ran. */
const IN_ANY_ORDER = ['large: logs of 120 task runs'];
/** The longest wait for a response, in real time. */
const ANSWER_MS = 30_000;
const TURNS = 4;
const ID = /[0-9A-Za-z]{20,22}/;

/** Sends recorded requests to a sandbox in order, and reports how the responses differ. */
export class Player {
  readonly #ids = new IdMap();
  #lastStart = 0;

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly clock: ManualClock,
    private readonly mode: ModeName,
  ) {}

  static async start(mode: ModeName): Promise<Player> {
    const clock = new ManualClock(Date.UTC(2026, 10, 22, 18, 45));
    return new Player(
      await startSandbox({ mode, auth: USER, clock, pace: PACE_MS, secrets: ['MY_SECRET'] }),
      clock,
      mode,
    );
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  /** Repeats what happened to the recorded server without being recorded. */
  async prepare(steps: readonly Step[]): Promise<void> {
    for (const { request, as, runs = {}, wait = 0 } of steps) {
      const answer = parseJson((await this.#exchange(request)).text);
      const id = isRecord(answer) ? String(answer.id) : '';
      if (as !== undefined) this.#ids.learn(as, id);
      this.clock.advance(wait);
      if (Object.keys(runs).length > 0) await this.#learnRuns(id, runs);
    }
  }

  /** Replays one entry. An empty list means that the response matches the recording. */
  async play(entry: RecordedEntry): Promise<string[]> {
    this.clock.advance(Math.max(REQUEST_MS, this.#sinceLastStart(entry)));
    // A client that acts on an execution has waited until the execution reached some state.
    if (entry.request.method !== 'GET' && this.#namesExecution(entry.request))
      this.clock.advance(PATIENCE_MS);
    if (entry.response.stream) this.clock.advance(LISTENING_MS[this.mode] ?? 0);
    if (entry.response.stream) return this.#playStream(entry, entry.response.stream);
    let found = await this.#playOnce(entry);
    for (let waited = 0; this.#mayChange(entry, found) && waited < PATIENCE_MS; waited += STEP_MS) {
      this.clock.advance(STEP_MS);
      found = await this.#playOnce(entry);
    }
    return found;
  }

  // A client that starts several executions takes about as long as the recorder did.
  #sinceLastStart({ request, response: { body } }: RecordedEntry): number {
    const metadata = isRecord(body) && isRecord(body.metadata) ? body.metadata : {};
    const at = request.method === 'POST' ? Date.parse(String(metadata.originalCreatedDate)) : Number.NaN;
    if (Number.isNaN(at)) return 0;
    const since = at - this.#lastStart;
    this.#lastStart = Math.max(this.#lastStart, at);
    return since > 0 && since < MOST_BETWEEN_MS ? since : 0;
  }

  async #learnRuns(id: string, runs: Readonly<Record<string, string>>): Promise<void> {
    const { text } = await this.#exchange({ method: 'GET', path: `/main/executions/${id}`, auth: 'basic' });
    const execution = parseJson(text);
    for (const run of isRecord(execution) && Array.isArray(execution.taskRunList)
      ? execution.taskRunList
      : []) {
      const recorded = runs[String(run.taskId)];
      if (recorded !== undefined) this.#ids.learn(recorded, String(run.id));
    }
  }

  async #playOnce({ name, request, response }: RecordedEntry): Promise<string[]> {
    const answer = await this.#exchange(request);
    const found = [...this.#head(response, answer)];
    const start = cutStart(response.body);
    if (start !== undefined) return found;
    const recorded = response.body === '' || response.body === undefined ? '' : response.body;
    const actual = parseJson(answer.text) ?? answer.text;
    if (SEEN_LATER.includes(name))
      return [...found, ...differences(asEarly(recorded, actual), actual, this.#ids)];
    const [one, other] = IN_ANY_ORDER.includes(name)
      ? [byMessage(recorded), byMessage(actual)]
      : [recorded, actual];
    return [...found, ...differences(one, other, this.#ids)];
  }

  async #playStream(
    { request, response }: RecordedEntry,
    stream: { listenedSeconds: number; endedByServer: boolean },
  ) {
    const exchange = send(this.sandbox.baseUrl, this.#translated(request));
    // The clock stands still until someone listens.
    await settled(() => exchange.answer() !== undefined);
    for (let ms = 0; ms < stream.listenedSeconds * 1000 || stream.endedByServer; ms += STEP_MS) {
      await turns(TURNS);
      this.clock.advance(STEP_MS);
      if (exchange.answer()?.ended || ms > PATIENCE_MS + stream.listenedSeconds * 1000) break;
    }
    const answer = exchange.answer();
    exchange.leave();
    if (!answer) return ['no answer'];
    const start = cutStart(response.body);
    const recorded = parseEvents(start === undefined ? String(response.body) : uncut(start));
    const actual = parseEvents(answer.text);
    const ending = answer.ended === stream.endedByServer ? [] : [`ended by the server: ${answer.ended}`];
    const compared = start === undefined ? actual : actual.slice(0, recorded.length);
    return [...this.#head(response, answer), ...ending, ...differences(recorded, compared, this.#ids)];
  }

  *#head(response: RecordedEntry['response'], answer: Answer): Iterable<string> {
    if (answer.status !== response.status) yield `status ${answer.status} instead of ${response.status}`;
    const type = answer.headers['content-type']?.split(';')[0] ?? null;
    if (type !== response.contentType) yield `content type ${type} instead of ${response.contentType}`;
    for (const [name, value] of Object.entries(response.headers ?? {})) {
      const wanted = this.#ids.translate(value);
      if (answer.headers[name] !== wanted) yield `${name}: ${answer.headers[name]} instead of ${wanted}`;
    }
  }

  async #exchange(request: RecordedRequest): Promise<Answer> {
    const exchange = send(this.sandbox.baseUrl, this.#translated(request));
    const waits = request.query?.wait === 'true';
    await settled(async () => {
      if (waits) {
        await turns(TURNS);
        this.clock.advance(STEP_MS);
      }
      return exchange.answer()?.ended === true;
    });
    const answer = exchange.answer();
    if (answer?.ended) return answer;
    exchange.leave();
    throw new Error(`No answer to ${request.method} ${request.path}`);
  }

  #translated(request: RecordedRequest): RecordedRequest {
    return this.#ids.translateAll(request);
  }

  #namesExecution({ path, body }: RecordedRequest): boolean {
    return /\/executions\//.test(path) && (ID.test(path) || ID.test(String(body ?? '')));
  }

  #mayChange({ request, response }: RecordedEntry, found: readonly string[]): boolean {
    return (
      request.method === 'GET' &&
      response.status === 200 &&
      found.length > 0 &&
      !found[0]?.startsWith('status')
    );
  }
}

/** Polls at each turn of the event loop. Gives up only after the limit in real time. */
async function settled(look: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + ANSWER_MS; !(await look()) && Date.now() < deadline; ) await turns(1);
}

/** Both ends are in this process, so pending data arrives within a turn or two of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function byMessage(lines: unknown): unknown {
  if (!Array.isArray(lines)) return lines;
  return lines.toSorted((a, b) => (String(a.message) < String(b.message) ? -1 : 1));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
