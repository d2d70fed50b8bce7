import type { Config } from '../config/config.js';
import { describeError } from '../foundation/errors.js';
import { refuseOpen } from '../server/http/open-to-all.js';
import { isLoopback } from '../server/http/visitor/names.js';
import { type Finding, note, problem, warning } from './findings.js';

/** How MCP is served over HTTP, if at all. */
export function serving({ http, origins }: Pick<Config, 'http' | 'origins'>): Finding[] {
  if (http === undefined) return [];
  const { listen, path, auth, insecure, allowedHosts } = http;
  const { host, port } = listen;
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
  const whose =
    auth === undefined ? 'the configured credentials for all callers' : "each caller's own credentials";
  const isOpen = !isLoopback(host);
  return [
    note('HTTP', `${at}, with ${whose} (${origins['http.listen']})`),
    ...refusal(() => refuseOpen(http)),
    ...(isOpen && auth === undefined && insecure
      ? [warning('HTTP', 'Anyone who can reach the port has your permissions in Kestra (--insecure).')]
      : []),
    ...(isOpen && allowedHosts.length === 0
      ? [
          warning(
            'HTTP',
            'Clients can reach the server only as "localhost". Add its other host names to http.allowedHosts.',
          ),
        ]
      : []),
  ];
}

function refusal(check: () => void): Finding[] {
  try {
    check();
    return [];
  } catch (error) {
    return [problem('HTTP', describeError(error))];
  }
}
