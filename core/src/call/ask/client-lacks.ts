import type { Wanted } from '../../plugin/author/mcp-client.js';

const NAMES: Record<Wanted['method'], string> = {
  'elicitation/create': 'show a form (elicitation)',
  'sampling/createMessage': 'provide its model (sampling)',
  'roots/list': 'list its folders (roots)',
};

/** Ends a call that needs a capability that the client has not declared. Nothing was done. */
export class ClientLacks extends Error {
  constructor(readonly methods: readonly Wanted['method'][]) {
    const what = methods.map((method) => NAMES[method]).join(' and ');
    super(
      `This needs a client that can ${what}. Your client does not declare this. Use another client for this call.`,
    );
    this.name = 'ClientLacks';
  }
}
