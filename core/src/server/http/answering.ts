import type { Exchange } from './exchange.js';
import type { Visitor } from './visitor/visitor.js';

/** A request of MCP that is to be answered. */
export interface Asked {
  exchange: Exchange;
  visitor: Visitor;
  /** For the SDK: without credentials. */
  request: Request;
  /** What was in it; undefined where there is none. */
  body?: unknown;
}

/** Writes an answer. */
export type Send = (exchange: Exchange, answer: Response) => Promise<void>;
