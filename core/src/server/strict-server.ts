import { Server } from '@modelcontextprotocol/server';
import { TaskBegun } from '../call/task/begun.js';
import { observing } from '../observe/observer.js';
import { standIn } from './ask/unanswered.js';
import { createdTask } from './tasks/views.js';
import { inOneSentence } from './wrong-params.js';

type Wrap = Server['_wrapHandler'];
type Ask = Server['request'];

/** The SDK's server, with errors that are one sentence and have the protocol's error code. */
export class StrictServer extends Server {
  protected override _wrapHandler(...[method, handler]: Parameters<Wrap>): ReturnType<Wrap> {
    const theirs = super._wrapHandler(method, handler);
    return (request, context) =>
      observing.served({ method, params: request.params, meta: context.mcpReq._meta }, async () => {
        try {
          return await theirs(request, context);
        } catch (error) {
          // Here, outside the SDK's check of results, which does not know tasks.
          if (error instanceof TaskBegun) return createdTask(error);
          throw inOneSentence(method, error);
        }
      });
  }

  /** Turns a question without an answer into a placeholder. The SDK would end the call with its own words. */
  override request = (async (...[request, ...rest]: Parameters<Ask>): Promise<unknown> => {
    if (request.method !== 'elicitation/create') return super.request(request, ...rest);
    return super.request(request, ...rest).catch(standIn);
  }) as Ask;
}
