import type { Question } from '../../plugin/author/question.js';

/** Ends a call that cannot go on before the person at the client has answered. It is no failure: nothing was done. */
export class InputRequired extends Error {
  /** Without a question where something else is wanted of the client. */
  constructor(readonly question?: Question) {
    super(`The client must answer first${question === undefined ? '' : `: "${question.key}"`}.`);
    this.name = 'InputRequired';
  }
}
