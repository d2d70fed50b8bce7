import type { Exchange } from './exchange.js';
import type { Visitor } from './visitor/visitor.js';

/** An MCP request that needs an answer. */
export interface Asked {
  exchange: Exchange;
  visitor: Visitor;
  /** The request for the SDK, without credentials. */
  request: Request;
  /** The parsed body, or undefined without one. */
  body?: unknown;
}

/** Writes the response. */
export type Send = (exchange: Exchange, answer: Response) => Promise<void>;
