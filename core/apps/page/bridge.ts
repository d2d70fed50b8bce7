import { asObject, type Json } from './json.js';

interface Message {
  jsonrpc?: unknown;
  id?: unknown;
  method?: unknown;
  params?: Json;
  result?: Json;
  error?: { message?: unknown };
}
type Listener = (params: Json) => void;

/** Longest wait for the client's answer, in milliseconds. A call may wait for the user's consent. */
const LONGEST = 120_000;

/** JSON-RPC over `postMessage`, with the client that shows this page. */
export class Bridge {
  private lastId = 0;
  private readonly waiting = new Map<unknown, { resolve: Listener; reject: (error: Error) => void }>();
  private readonly listeners = new Map<string, Listener>();

  constructor(private readonly client: Window) {
    window.addEventListener('message', ({ source, data }) => {
      // Ignore messages from other windows.
      if (source === client && data?.jsonrpc === '2.0') this.take(data as Message);
    });
  }

  request(method: string, params: Json): Promise<Json> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      setTimeout(() => this.settle({ id, error: { message: 'The client did not answer.' } }), LONGEST);
      this.post({ id, method, params });
    });
  }

  notify(method: string, params: Json = {}): void {
    this.post({ method, params });
  }

  /** Sets the listener for a notification, or for a request, which gets an empty answer. */
  on(method: string, listener: Listener): void {
    this.listeners.set(method, listener);
  }

  private post(message: object): void {
    // The client's origin is unknown, but the parent can only be the client.
    this.client.postMessage({ jsonrpc: '2.0', ...message }, '*');
  }

  private take(message: Message): void {
    if (typeof message.method !== 'string') return this.settle(message);
    const { id, method, params } = message;
    const listener = this.listeners.get(method);
    listener?.(asObject(params));
    if (id === undefined) return;
    const isKnown = listener !== undefined || method === 'ping';
    this.post(
      isKnown
        ? { id, result: {} }
        : { id, error: { code: -32601, message: `This page does not support ${method}.` } },
    );
  }

  private settle({ id, result, error }: Message): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new Error(String(error.message ?? 'The client refused.')));
    else waiting?.resolve(asObject(result));
  }
}
