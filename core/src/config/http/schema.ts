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
    inFlight: count.optional().describe('Maximum number of concurrent requests per caller. Default: 32.'),
    perMinute: count.optional().describe('Maximum number of requests per caller and minute. Default: 1200.'),
    bodyBytes: count.optional().describe('Maximum size of a request body, in bytes. Default: 16777216.'),
    sessions: count
      .optional()
      .describe('Maximum number of open sessions. Only older clients need sessions. Default: 512.'),
    sessionsPerCaller: count
      .optional()
      .describe('Maximum number of open sessions per caller, and of open streams. Default: 128.'),
    sessionIdleMs: milliseconds
      .optional()
      .describe('A session ends after this many milliseconds without a request. Default: 1800000.'),
    connections: count.optional().describe('Maximum number of open connections. Default: 1024.'),
    stallMs: milliseconds
      .optional()
      .describe(
        'Timeout for a client that stops sending or receiving in the middle of a request, in milliseconds. Default: 30000.',
      ),
    drainMs: milliseconds
      .optional()
      .describe(
        'How long the server waits for running calls when it stops, in milliseconds. Default: 25000.',
      ),
  },
  MUST_BE_OBJECT,
);

export const Http = z.strictObject(
  {
    listen: z
      .union([z.string(), z.number(), z.boolean()], {
        error: 'must be a string such as 127.0.0.1:3333, or true or false.',
      })
      .superRefine(by(parseListen))
      .optional()
      .describe(
        'Address to serve MCP on over HTTP instead of stdio, such as 127.0.0.1:3333. true means that address, false means stdio. Default: false.',
      ),
    path: text.superRefine(by(parsePath)).optional().describe('Path of the MCP endpoint. Default: /mcp.'),
    auth: text
      .superRefine(by(parseAuth))
      .optional()
      .describe(
        'With "kestra", each caller sends its own Kestra credentials. Otherwise all callers use the configured ones. Default: none.',
      ),
    allowedHosts: names
      .superRefine(by(parseHosts))
      .optional()
      .describe('Host names that clients may use for the server, besides loopback. Default: none.'),
    allowedOrigins: names
      .superRefine(by(parseOrigins))
      .optional()
      .describe(
        'Origins of browser pages that may call the server. If it listens on loopback, loopback origins are also allowed. Default: none.',
      ),
    limits: HttpLimits.optional().describe('Limits per process and per caller.'),
  },
  MUST_BE_OBJECT,
);
