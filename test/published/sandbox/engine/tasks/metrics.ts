import { isObject, type Json, objects } from '../../json.js';
import { parseDuration } from '../../time.js';
import { success, type Worker } from './work.js';

/** `metric.Publish`: reports numbers. The duration of a timer is in milliseconds. */
export const publishMetrics: Worker = ({ task, render, metric }) => {
  for (const { type, name, value, tags } of objects(listOf(render(task.metrics)))) {
    const timer = type === 'timer';
    const number = timer ? (parseDuration(String(value)) ?? Number(value)) : Number(value);
    metric(timer ? 'timer' : 'counter', String(name), number, isObject(tags) ? tags : {});
  }
  return success();
};

const listOf = (value: Json): Json => (typeof value === 'string' ? JSON.parse(value) : value);
