import type { Question } from '../../plugin/author/question.js';

/** Ends a call that cannot go on before the person at the client has answered. It is no failure: nothing was done. */
export class InputRequired extends Error {
  constructor(readonly question: Question) {
    super(`The question "${question.key}" has to be answered first.`);
    this.name = 'InputRequired';
  }
}
