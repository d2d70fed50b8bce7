import { crc32 } from 'node:zlib';
import { placeOf } from '../storage.js';
import { success, type Worker } from './work.js';

/** `storage.Write`: stores a text as a file of the execution. */
export const write: Worker = ({ task, render, execution, run, host }) => {
  const extension = task.extension === undefined ? '' : String(render(task.extension));
  const name = `${crc32(run.id)}${crc32(execution.id)}${extension}`;
  const uri = `${placeOf(execution)}/tasks/${run.taskId}/${run.id}/${name}`;
  host.storage.set(uri, Buffer.from(String(render(task.content))));
  return success({ uri });
};
