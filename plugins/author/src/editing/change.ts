import type { Flow } from '@kestra-mcp/core';
import type { EditFlow } from './editing.schemas.js';

/** What is to become of a flow. */
export interface Change {
  asked: EditFlow;
  /** As it was read. */
  current: Flow & { source: string };
  /** Its YAML afterwards. */
  wanted: string;
  /** Characters that a diff may take. */
  room: number;
}

/** What an edit comes to. */
export interface Done {
  status: string;
  revision: number | undefined;
  diff?: string;
  undo?: string;
  next?: string;
  note?: string;
  warnings?: string[];
}
