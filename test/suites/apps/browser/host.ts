/** Runs in the browser in place of an AI client: a frame with the page, and the SDK's side of the bridge. */
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';
import { axeIn, type Finding, looked } from './look.js';

interface Opening {
  url: string;
  args: Record<string, unknown>;
  result: Record<string, unknown>;
  context: Record<string, unknown>;
  capabilities: Record<string, unknown>;
}

declare global {
  interface Window {
    /** Provided by the test: a call of the real server. */
    callTool(params: object): Promise<Record<string, unknown>>;
    suite: typeof suite;
    sizes: unknown[];
    links: string[];
  }
}

let bridge: AppBridge | undefined;
let frame: HTMLIFrameElement | undefined;

const suite = {
  async open({ url, args, result, context, capabilities }: Opening): Promise<number> {
    window.sizes = [];
    window.links = [];
    frame = document.createElement('iframe');
    frame.title = 'app';
    // Same origin, so that the test can inspect it. The content policy comes with the page.
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    frame.style.cssText = 'border:0;width:100%;height:600px';
    document.body.replaceChildren(frame);
    const target = frame.contentWindow;
    if (target === null) throw new Error('The frame has no window.');
    bridge = new AppBridge(null, { name: 'test', version: '1' }, capabilities, { hostContext: context });
    bridge.oncalltool = async (params) => (await window.callTool(params)) as never;
    bridge.onopenlink = async ({ url }) => {
      window.links.push(url);
      return {};
    };
    bridge.onsizechange = ({ height }) => {
      window.sizes.push(height);
      if (frame && height !== undefined) frame.style.height = `${height}px`;
    };
    const ready = new Promise<void>((resolve) => {
      if (bridge) bridge.oninitialized = () => resolve();
    });
    await bridge.connect(new PostMessageTransport(target, target));
    frame.src = url;
    await ready;
    const before = performance.now();
    await bridge.sendToolInput({ arguments: args });
    await bridge.sendToolResult(result as never);
    await drawn();
    return performance.now() - before;
  },
  async theme(theme: 'light' | 'dark', variables: Record<string, string> = {}): Promise<void> {
    await bridge?.sendHostContextChange({ theme, styles: { variables: variables as never } });
    await drawn();
  },
  async tearDown(): Promise<object> {
    return (await bridge?.teardownResource({ reason: 'test' })) ?? {};
  },
  look: (): Finding[] => looked(page()),
  axe: () => axeIn(page()),
};

function page(): Document {
  const document = frame?.contentDocument;
  if (!document) throw new Error('There is no page.');
  return document;
}

/** Waits until the page has drawn what it received. */
async function drawn(): Promise<void> {
  const view = frame?.contentWindow;
  while (page().querySelector('[data-drawn], main, p[role=status]') === null) await next(view);
  const said = () => page().querySelector('body > p[role=status]')?.textContent ?? '';
  while (said().startsWith('Waiting')) await next(view);
  await next(view);
}

function next(view: Window | null | undefined): Promise<void> {
  return new Promise((resolve) => view?.requestAnimationFrame(() => resolve()));
}

window.suite = suite;
