const ID = /^[0-9A-Za-z]{20,22}$/;

/** Which id of the sandbox stands for which recorded one. */
export class IdMap {
  readonly #ids = new Map<string, string>();

  /** Remembers a pair found at the same place of a recorded and a new answer. */
  learn(recorded: string, actual: string): void {
    if (ID.test(recorded) && ID.test(actual) && !this.#ids.has(recorded)) this.#ids.set(recorded, actual);
  }

  /** A recorded text with the sandbox's ids in place of the recorded ones. */
  translate(text: string): string {
    return [...this.#ids].reduce((result, [recorded, actual]) => result.replaceAll(recorded, actual), text);
  }

  /** A value with every text in it translated. */
  translateAll<T>(value: T): T {
    return value === undefined ? value : JSON.parse(this.translate(JSON.stringify(value)));
  }
}
