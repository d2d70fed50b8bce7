/** A request of a client. None of it can be trusted: a value may become a label only if it is a known name. */
export interface Served {
  method: string;
  params?: Readonly<Record<string, unknown>> | undefined;
  /** Its `_meta`, which may continue a trace. */
  meta?: Readonly<Record<string, unknown>> | undefined;
}

/** A request to Kestra, without any of its content. */
export interface Asked {
  method: string;
  /** A route template, such as `flows/{}/{}`. */
  route: string;
  /** The address that requests go to. */
  baseUrl: string;
}

export type Send<T> = (headers: Readonly<Record<string, string>>) => Promise<T>;

/** Observes the host. It never changes what happens and never sees content. */
export interface Observer {
  /** Called with each request of a client, which it must run. */
  served<T>(request: Served, run: () => Promise<T>): Promise<T>;
  /** The request being served has failed with this code. */
  failed(code: string): void;
  /** Called with each request to Kestra, which it must send. It may add headers. */
  asked<T extends { status: number }>(request: Asked, send: Send<T>): Promise<T>;
}

/** The observers. Empty unless observation was requested, so that a start loads only this list. */
let observers: readonly Observer[] = [];

/** Adds an observer. The returned function removes it. */
export function observe(observer: Observer): () => void {
  observers = [...observers, observer];
  return () => {
    observers = observers.filter((each) => each !== observer);
  };
}

export function isObserved(): boolean {
  return observers.length > 0;
}

/** All observers as one. */
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
