import type { Flow } from '@kestra-mcp/core';
import type { EditFlow } from './editing.schemas.js';

/** A change to a flow, before it is saved. */
export interface Change {
  asked: EditFlow;
  /** The flow as it was read. */
  current: Flow & { source: string };
  /** The YAML after the change. */
  wanted: string;
  /** Most characters of the diff. */
  room: number;
}

/** The result of an edit. */
export interface Done {
  status: string;
  revision: number | undefined;
  diff?: string;
  undo?: string;
  next?: string;
  note?: string;
  warnings?: string[];
}
