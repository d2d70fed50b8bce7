import { EndedTasks } from '../../call/task/ended.js';
import type { TaskSeal } from '../../call/task/id.js';
import type { Config } from '../../config/config.js';
import type { Caller } from '../../kestra/caller.js';
import { TaskKey } from './task-key.js';

/** What the tasks of a host are made and known by; it outlives a reload. */
export class TaskSeals {
  readonly ended = new EndedTasks();
  private readonly kept: TaskKey;
  private readonly passing = new TaskKey('');

  /** Who embeds the host finds no files of it: then tasks are of this process. */
  constructor(isKept: boolean) {
    this.kept = isKept ? new TaskKey() : this.passing;
  }

  /** Of the host, or of a caller with credentials of their own: a task is theirs for as long as they have these. */
  of({ kestra, sandbox, stateKey }: Config, caller?: Caller): TaskSeal {
    const { auth, tenant = kestra.tenant } = caller ?? {};
    const whose = auth === undefined ? [] : Object.values(auth);
    // Each sandbox is another one, and ends with its host.
    if (sandbox !== undefined) return { key: this.passing.get(), place: JSON.stringify(['sandbox', whose]) };
    return { key: stateKey ?? this.kept.get(), place: JSON.stringify([kestra.baseUrl, tenant, whose]) };
  }
}
