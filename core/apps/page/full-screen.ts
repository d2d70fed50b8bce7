import type { Client } from './client.js';
import { button } from './element.js';

/** A button that switches full screen on and off, if the client supports that. */
export function fullScreenButton({ setMode }: Client): HTMLButtonElement | undefined {
  if (setMode === undefined) return undefined;
  const root = document.documentElement;
  const isFull = () => root.dataset.mode === 'fullscreen';
  const node = button('', () => setMode(isFull() ? 'inline' : 'fullscreen'));
  const name = () => {
    node.textContent = isFull() ? 'Exit full screen' : 'Full screen';
  };
  // The client may have its own button to leave full screen.
  new MutationObserver(name).observe(root, { attributeFilter: ['data-mode'] });
  name();
  return node;
}
