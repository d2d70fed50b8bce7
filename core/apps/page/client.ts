import { Bridge } from './bridge.js';
import { asObject, type Json } from './json.js';
import { followSize } from './size.js';
import { applyTheme } from './theme.js';

/** The result of a tool. */
export interface Answer {
  /** Its structured content, or the parsed JSON of its text. */
  content: Json;
  /** The error text of a failed call. */
  failure?: string;
}

export interface Shown {
  /** Called with the arguments of the call whose result is shown. */
  input(args: Json): void;
  result(answer: Answer): void;
  cancelled(): void;
}

/** What the client that shows this page can do for it. */
export interface Client {
  /** Calls a tool of the same server. Undefined if the client does not allow pages to call tools. */
  call?: (name: string, args: Json) => Promise<Answer>;
  open?: (url: string) => void;
  setMode?: (mode: 'inline' | 'fullscreen') => void;
  /** Resolves when the page is closed. */
  gone: Promise<void>;
}

const VERSION = '2026-01-26';

/** Does the handshake, and applies the client's theme. */
export async function connect(name: string, shown: Shown): Promise<Client> {
  const bridge = new Bridge(window.parent);
  const gone = new Promise<void>((resolve) => bridge.on('ui/resource-teardown', () => resolve()));
  bridge.on('ui/notifications/host-context-changed', applyTheme);
  bridge.on('ui/notifications/tool-input', ({ arguments: args }) => shown.input(asObject(args)));
  bridge.on('ui/notifications/tool-result', (result) => shown.result(answerOf(result)));
  bridge.on('ui/notifications/tool-cancelled', () => shown.cancelled());
  const hello = await bridge.request('ui/initialize', {
    protocolVersion: VERSION,
    appInfo: { name, version: '1.0.0' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
  });
  const context = asObject(hello.hostContext);
  applyTheme(context);
  bridge.notify('ui/notifications/initialized');
  followSize((size) => bridge.notify('ui/notifications/size-changed', { ...size }));
  return { gone, ...abilities(bridge, asObject(hello.hostCapabilities), context) };
}

function abilities(bridge: Bridge, { serverTools, openLinks }: Json, context: Json): Omit<Client, 'gone'> {
  const { availableDisplayModes: modes } = context;
  return {
    ...(serverTools !== undefined && {
      call: async (name, args) => answerOf(await bridge.request('tools/call', { name, arguments: args })),
    }),
    ...(openLinks !== undefined && {
      open: (url) => void bridge.request('ui/open-link', { url }).catch(() => undefined),
    }),
    ...(Array.isArray(modes) &&
      modes.includes('fullscreen') && {
        // The client answers with the mode that it chose.
        setMode: (mode) =>
          void bridge
            .request('ui/request-display-mode', { mode })
            .then(({ mode }) => applyTheme({ displayMode: mode }))
            .catch(() => undefined),
      }),
  };
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answerOf({ structuredContent, content, isError }: Json): Answer {
  const [text = ''] = (Array.isArray(content) ? content : []).flatMap((part) => {
    const { text } = asObject(part);
    return typeof text === 'string' ? [text] : [];
  });
  if (isError === true) return { content: {}, failure: text };
  return { content: asObject(structuredContent ?? parsed(text)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The text is not JSON of our tools.
    return undefined;
  }
}
