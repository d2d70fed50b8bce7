const ID = /^[0-9A-Za-z]{20,22}$/;
const WITHIN = /\b[0-9A-Za-z]{20,22}\b/g;
// Matches anything that may contain an id, since searching for hundreds of ids takes long.
const CONTAINED = /[0-9A-Za-z]{20}|\d\.\w/;
// Kestra names a file in its storage by a number before the extension.
const FILE = /^kestra:\/\/\/.*\/(\d+\.\w+)$/;

/** Maps recorded ids to ids of the sandbox. */
export class IdMap {
  readonly #ids = new Map<string, string>();

  /** Stores a pair of ids from the same place in a recorded and a new response. */
  learn(recorded: string, actual: string): void {
    const [one, other] = [FILE.exec(recorded)?.[1], FILE.exec(actual)?.[1]];
    if (one !== undefined && other !== undefined) this.#ids.set(one, other);
    if (ID.test(recorded) && ID.test(actual) && !this.#ids.has(recorded)) this.#ids.set(recorded, actual);
    if (/\s/.test(recorded)) this.#learnWithin(recorded, actual);
  }

  // A sentence may contain an id that occurs nowhere else.
  #learnWithin(recorded: string, actual: string): void {
    if (recorded.replace(WITHIN, '') !== actual.replace(WITHIN, '')) return;
    const news = actual.match(WITHIN) ?? [];
    for (const [index, id] of (recorded.match(WITHIN) ?? []).entries()) this.learn(id, news[index] ?? '');
  }

  /** Replaces the recorded ids in a text with those of the sandbox. */
  translate(text: string): string {
    if (!CONTAINED.test(text)) return text;
    return [...this.#ids].reduce((result, [recorded, actual]) => result.replaceAll(recorded, actual), text);
  }

  /** Translates all texts in a value. */
  translateAll<T>(value: T): T {
    return value === undefined ? value : JSON.parse(this.translate(JSON.stringify(value)));
  }
}
