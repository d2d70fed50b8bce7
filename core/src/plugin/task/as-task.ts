/** What a handler returns that goes on as a task; made by `context.task`. */
export class AsTask {
  constructor(readonly state: object) {}
}
