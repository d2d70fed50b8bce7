interface Closable {
  close(): Promise<void>;
}

const opened = new Set<Closable>();

/** Notes something that was opened, until it is closed. */
export function noteOpened(thing: Closable): void {
  opened.add(thing);
}

export function noteClosed(thing: Closable): void {
  opened.delete(thing);
}

/** Closes every host and every fake Kestra that a test has left open, the last one first. */
export async function closeAll(): Promise<void> {
  for (const thing of [...opened].reverse()) await thing.close();
}
