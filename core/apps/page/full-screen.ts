import type { Client } from './client.js';
import { button } from './element.js';

/** A button that leads to full screen and back, where the client has that. */
export function fullScreenButton({ setMode }: Client): HTMLButtonElement | undefined {
  if (setMode === undefined) return undefined;
  const root = document.documentElement;
  const isFull = () => root.dataset.mode === 'fullscreen';
  const node = button('', () => setMode(isFull() ? 'inline' : 'fullscreen'));
  const name = () => {
    node.textContent = isFull() ? 'Exit full screen' : 'Full screen';
  };
  // The client may have a way out of its own.
  new MutationObserver(name).observe(root, { attributeFilter: ['data-mode'] });
  name();
  return node;
}
