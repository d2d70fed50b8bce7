import { EndedTasks } from '../../call/task/ended.js';
import type { TaskSeal } from '../../call/task/id.js';
import type { Config } from '../../config/config.js';
import type { Caller } from '../../kestra/caller.js';
import { TaskKey } from './task-key.js';

/** What creates and recognizes the tasks of a host. It outlives a reload. */
export class TaskSeals {
  readonly ended = new EndedTasks();
  private readonly kept: TaskKey;
  private readonly passing = new TaskKey('');

  /** A program that embeds the host should find no files, so its tasks are valid only in its process. */
  constructor(isKept: boolean) {
    this.kept = isKept ? new TaskKey() : this.passing;
  }

  /**
   * The seal of the host, or of a caller with their own credentials. A task belongs to a caller while the credentials
   * stay the same.
   */
  of({ kestra, sandbox, stateKey }: Config, caller?: Caller): TaskSeal {
    const { auth, tenant = kestra.tenant } = caller ?? {};
    const whose = auth === undefined ? [] : Object.values(auth);
    // Each sandbox is a new instance, and ends with its host.
    if (sandbox !== undefined) return { key: this.passing.get(), place: JSON.stringify(['sandbox', whose]) };
    return { key: stateKey ?? this.kept.get(), place: JSON.stringify([kestra.baseUrl, tenant, whose]) };
  }
}
