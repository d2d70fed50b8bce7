/** Makes the real program produce an error. Returns its complete output. */
export type Provoke = () => Promise<string>;

/** Headings of docs/troubleshooting.md, each with a function that provokes the error. */
export type Provoked = Readonly<Record<string, Provoke>>;
