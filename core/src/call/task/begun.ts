/** A call that goes on as a task: thrown, since it is no answer, and only where the client takes tasks. */
export class TaskBegun extends Error {
  constructor(
    readonly id: string,
    readonly begunAt: Date,
  ) {
    super('The call continues as a task.');
  }
}
