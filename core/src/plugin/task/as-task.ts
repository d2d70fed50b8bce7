/** What a handler returns to continue as a task. Created by `context.task`. */
export class AsTask {
  constructor(readonly state: object) {}
}
