const ID = /^[0-9A-Za-z]{20,22}$/;
const WITHIN = /\b[0-9A-Za-z]{20,22}\b/g;
// Anything that may hold an id of either kind: to look for each of hundreds takes long.
const CONTAINED = /[0-9A-Za-z]{20}|\d\.\w/;
// What Kestra calls a file in its storage is a number, in front of the extension.
const FILE = /^kestra:\/\/\/.*\/(\d+\.\w+)$/;

/** Which id of the sandbox stands for which recorded one. */
export class IdMap {
  readonly #ids = new Map<string, string>();

  /** Remembers a pair found at the same place of a recorded and a new answer. */
  learn(recorded: string, actual: string): void {
    const [one, other] = [FILE.exec(recorded)?.[1], FILE.exec(actual)?.[1]];
    if (one !== undefined && other !== undefined) this.#ids.set(one, other);
    if (ID.test(recorded) && ID.test(actual) && !this.#ids.has(recorded)) this.#ids.set(recorded, actual);
    if (/\s/.test(recorded)) this.#learnWithin(recorded, actual);
  }

  // A sentence may name an id that stands nowhere else.
  #learnWithin(recorded: string, actual: string): void {
    if (recorded.replace(WITHIN, '') !== actual.replace(WITHIN, '')) return;
    const news = actual.match(WITHIN) ?? [];
    for (const [index, id] of (recorded.match(WITHIN) ?? []).entries()) this.learn(id, news[index] ?? '');
  }

  /** A recorded text with the sandbox's ids in place of the recorded ones. */
  translate(text: string): string {
    if (!CONTAINED.test(text)) return text;
    return [...this.#ids].reduce((result, [recorded, actual]) => result.replaceAll(recorded, actual), text);
  }

  /** A value with every text in it translated. */
  translateAll<T>(value: T): T {
    return value === undefined ? value : JSON.parse(this.translate(JSON.stringify(value)));
  }
}
