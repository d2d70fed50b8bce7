/** Thrown if a call continues as a task, because it has no result yet. Only if the client takes tasks. */
export class TaskBegun extends Error {
  constructor(
    readonly id: string,
    readonly begunAt: Date,
  ) {
    super('The call continues as a task.');
  }
}
