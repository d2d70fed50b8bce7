import type { Wanted } from '../../plugin/author/mcp-client.js';

const NAMES: Record<Wanted['method'], string> = {
  'elicitation/create': 'show a form (elicitation)',
  'sampling/createMessage': 'lend its model (sampling)',
  'roots/list': 'tell its folders (roots)',
};

/** Ends a call that wants what the client has not said that it does. Nothing was done. */
export class ClientLacks extends Error {
  constructor(readonly methods: readonly Wanted['method'][]) {
    const what = methods.map((method) => NAMES[method]).join(' and ');
    super(
      `This needs a client that can ${what}, which yours has not said of itself. Use another client for it.`,
    );
    this.name = 'ClientLacks';
  }
}
