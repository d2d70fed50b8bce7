/** A request of a client. All of it is the client's word: what becomes a name elsewhere must be a known one. */
export interface Served {
  method: string;
  params?: Readonly<Record<string, unknown>> | undefined;
  /** Its `_meta`, where a trace is gone on with. */
  meta?: Readonly<Record<string, unknown>> | undefined;
}

/** A request to Kestra, without anything that it holds. */
export interface Asked {
  method: string;
  /** A template: `flows/{}/{}`. */
  route: string;
  /** Where requests go. */
  baseUrl: string;
}

export type Send<T> = (headers: Readonly<Record<string, string>>) => Promise<T>;

/** What watches the host at work. It changes nothing of what happens, and learns of no content. */
export interface Observer {
  /** Told of each request of a client, by running it. */
  served<T>(request: Served, run: () => Promise<T>): Promise<T>;
  /** What is being served has failed with this code. */
  failed(code: string): void;
  /** Told of each request to Kestra, by sending it; it may add headers. */
  asked<T extends { status: number }>(request: Asked, send: Send<T>): Promise<T>;
}

/** Nobody watches, unless somebody has asked for it: all that a start loads is this list. */
let observers: readonly Observer[] = [];

/** Lets it watch until the function returned is called. */
export function observe(observer: Observer): () => void {
  observers = [...observers, observer];
  return () => {
    observers = observers.filter((each) => each !== observer);
  };
}

export function isObserved(): boolean {
  return observers.length > 0;
}

/** All who watch, as one. */
export const observing: Observer = {
  served: (request, run) => observers.reduceRight((inner, each) => () => each.served(request, inner), run)(),
  failed: (code) => {
    for (const each of observers) each.failed(code);
  },
  asked: (request, send) =>
    observers.reduceRight(
      (inner, each) => (headers) => each.asked(request, (more) => inner({ ...headers, ...more })),
      send,
    )({}),
};
