/** Thrown when a call continues as a task and has no result yet, if the client takes tasks. */
export class TaskBegun extends Error {
  constructor(
    readonly id: string,
    readonly begunAt: Date,
  ) {
    super('The call continues as a task.');
  }
}
