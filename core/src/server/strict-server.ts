import { Server } from '@modelcontextprotocol/server';
import { inOneSentence } from './wrong-params.js';

type Wrap = Server['_wrapHandler'];

/** The SDK's server, whose refusals are a sentence with the code that the protocol has for them. */
export class StrictServer extends Server {
  protected override _wrapHandler(...[method, handler]: Parameters<Wrap>): ReturnType<Wrap> {
    const theirs = super._wrapHandler(method, handler);
    return async (request, context) => {
      try {
        return await theirs(request, context);
      } catch (error) {
        throw inOneSentence(method, error);
      }
    };
  }
}
