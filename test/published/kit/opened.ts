interface Closable {
  close(): Promise<void>;
}

const opened = new Set<Closable>();

/** Remembers something that is open, until `noteClosed` is called with it. */
export function noteOpened(thing: Closable): void {
  opened.add(thing);
}

export function noteClosed(thing: Closable): void {
  opened.delete(thing);
}

/** Closes all hosts and fake Kestras that a test left open, in reverse order. */
export async function closeAll(): Promise<void> {
  for (const thing of [...opened].reverse()) await thing.close();
}
