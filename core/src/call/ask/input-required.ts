import type { Question } from '../../plugin/author/question.js';

/** Ends a call that needs an answer from the user first. This is not a failure, and nothing was done. */
export class InputRequired extends Error {
  /** `question` is undefined if the call needs something else from the client. */
  constructor(readonly question?: Question) {
    super(`The client must answer first${question === undefined ? '' : `: "${question.key}"`}.`);
    this.name = 'InputRequired';
  }
}
