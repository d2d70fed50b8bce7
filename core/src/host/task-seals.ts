import { EndedTasks } from '../call/task/ended.js';
import type { TaskSeal } from '../call/task/id.js';
import type { Config } from '../config/config.js';
import { TaskKey } from './task-key.js';

/** What the tasks of a host are made and known by; it outlives a reload. */
export class TaskSeals {
  readonly ended = new EndedTasks();
  private readonly kept = new TaskKey();
  private readonly passing = new TaskKey('');

  /** `caller`: whose credentials, where they are not the configured ones. */
  of({ kestra, sandbox }: Config, caller = ''): TaskSeal {
    // Each sandbox is another one, and ends with its host.
    const isKept = sandbox === undefined;
    const place = isKept ? [kestra.baseUrl, kestra.tenant, caller] : ['sandbox', caller];
    return { key: (isKept ? this.kept : this.passing).get(), place: JSON.stringify(place) };
  }
}
