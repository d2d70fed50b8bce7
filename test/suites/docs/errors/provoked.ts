/** Makes the real program say something, and gives all that it has said. */
export type Provoke = () => Promise<string>;

/** Headings of docs/troubleshooting.md, each with what provokes it. */
export type Provoked = Readonly<Record<string, Provoke>>;
