import { Server } from '@modelcontextprotocol/server';
import { TaskBegun } from '../call/task/begun.js';
import { observing } from '../observe/observer.js';
import { standIn } from './ask/unanswered.js';
import { createdTask } from './tasks/views.js';
import { inOneSentence } from './wrong-params.js';

type Wrap = Server['_wrapHandler'];
type Ask = Server['request'];

/** The SDK's server, whose refusals are a sentence with the code that the protocol has for them. */
export class StrictServer extends Server {
  protected override _wrapHandler(...[method, handler]: Parameters<Wrap>): ReturnType<Wrap> {
    const theirs = super._wrapHandler(method, handler);
    return (request, context) =>
      observing.served({ method, params: request.params, meta: context.mcpReq._meta }, async () => {
        try {
          return await theirs(request, context);
        } catch (error) {
          // Not seen by the SDK's check of results, which knows of complete ones alone.
          if (error instanceof TaskBegun) return createdTask(error);
          throw inOneSentence(method, error);
        }
      });
  }

  /** A question that is not answered is an answer as well: the SDK would end the call with words of its own. */
  override request = (async (...[request, ...rest]: Parameters<Ask>): Promise<unknown> => {
    if (request.method !== 'elicitation/create') return super.request(request, ...rest);
    return super.request(request, ...rest).catch(standIn);
  }) as Ask;
}
