import * as z from 'zod';
import { by } from '../values/given-value.js';
import { MUST_BE_TEXT, parseTimeout } from '../values/values.js';
import { parseAuth, parseCount, parseHosts, parseListen, parseOrigins, parsePath } from './values.js';

const MUST_BE_OBJECT = { error: 'must be an object.' };
const text = z.string({ error: MUST_BE_TEXT });
const names = z.union([z.string(), z.array(z.string())], { error: 'must be a list of names.' });
const number = (kind: string) =>
  z.union([z.number(), z.string()], { error: `must be a whole number${kind}.` });
const count = number('').superRefine(by(parseCount));
const milliseconds = number(' of milliseconds').superRefine(by(parseTimeout));

export const HttpLimits = z.strictObject(
  {
    inFlight: count.optional().describe('Requests of one caller at a time. Default: 32.'),
    perMinute: count.optional().describe('Requests of one caller in a minute. Default: 1200.'),
    bodyBytes: count.optional().describe('Largest body of a request, in bytes. Default: 16777216.'),
    sessions: count.optional().describe('Sessions in all, of clients that need them. Default: 512.'),
    sessionsPerCaller: count
      .optional()
      .describe('Sessions of one caller, and as many open streams. Default: 128.'),
    sessionIdleMs: milliseconds
      .optional()
      .describe('A session without a request ends after this time. Default: 1800000.'),
    connections: count.optional().describe('Connections at a time, in all. Default: 1024.'),
    stallMs: milliseconds
      .optional()
      .describe('Longest wait for a client that sends nothing more, or takes nothing more. Default: 30000.'),
    drainMs: milliseconds.optional().describe('Longest wait at the end for calls in flight. Default: 25000.'),
  },
  MUST_BE_OBJECT,
);

export const Http = z.strictObject(
  {
    listen: z
      .union([z.string(), z.number(), z.boolean()], { error: 'must be host:port, as text.' })
      .superRefine(by(parseListen))
      .optional()
      .describe(
        'Where to serve MCP over HTTP in place of stdio, such as 127.0.0.1:3333; true means that one, false none. Default: false.',
      ),
    path: text.superRefine(by(parsePath)).optional().describe('Path of the endpoint. Default: /mcp.'),
    auth: text
      .superRefine(by(parseAuth))
      .optional()
      .describe(
        'kestra: each caller sends its own credentials for Kestra. Default: none, the configured ones are used for all.',
      ),
    allowedHosts: names
      .superRefine(by(parseHosts))
      .optional()
      .describe('Host names by which clients reach it, beside loopback. Default: none.'),
    allowedOrigins: names
      .superRefine(by(parseOrigins))
      .optional()
      .describe(
        'Origins of pages in a browser that may call it; listening on loopback, those of loopback may as well. Default: none.',
      ),
    limits: HttpLimits.optional().describe('What one process takes on, and one caller of it.'),
  },
  MUST_BE_OBJECT,
);
