import { describeError } from '../errors.js';
import { type Host } from '../host.js';
import { listTools } from './list.js';

/** One thing that was looked at. */
export interface Finding {
  check: string;
  ok: boolean;
  detail: string;
}

/** `kestra-mcp doctor`: what is configured and from where, whether Kestra answers, and what is enabled. */
export async function doctor(host: Host): Promise<{ findings: Finding[]; healthy: boolean }> {
  const findings = [...configuration(host), ...(await kestra(host)), ...plugins(host), ...tools(host)];
  return { findings, healthy: findings.every(({ ok }) => ok) };
}

/** The findings as lines for a person. */
export function printFindings(findings: readonly Finding[]): string {
  return findings
    .map(
      ({ check, ok, detail }) => `${ok ? 'ok  ' : 'FAIL'}  ${check}: ${detail.replaceAll('\n', '\n      ')}`,
    )
    .join('\n');
}

function configuration({ config }: Host): Finding[] {
  const from = (key: string) => config.origins[key] ?? 'default';
  const { auth, baseUrl, tenant, version } = config.kestra;
  const credentials =
    auth.kind === 'basic'
      ? `user name ${auth.username}, password *** (${from('kestra.auth')})`
      : auth.kind === 'bearer'
        ? `API token *** (${from('kestra.auth')})`
        : 'none';
  return [
    note('configuration file', config.file ?? 'none'),
    note('.env file', config.dotenv ?? 'none'),
    note('address', config.sandbox ? `sandbox ${config.sandbox}` : `${baseUrl} (${from('kestra.baseUrl')})`),
    note('tenant', `${tenant} (${from('kestra.tenant')})`),
    note('credentials', credentials),
    ...(version ? [note('forced version', `${version} (${from('kestra.version')})`)] : []),
  ];
}

function note(check: string, detail: string): Finding {
  return { check, ok: true, detail };
}

/** Asks for the version, then for one flow: only the second needs the credentials and the tenant on 1.x. */
async function kestra(host: Host): Promise<Finding[]> {
  const client = await host.kestra();
  const findings: Finding[] = [];
  const attempt = async (check: string, run: () => Promise<string>) => {
    try {
      findings.push({ check, ok: true, detail: await run() });
    } catch (error) {
      findings.push({ check, ok: false, detail: describeError(error) });
    }
  };
  await attempt('Kestra', async () => {
    const { version = 'of unknown version' } = await client.instance.configs();
    await host.learnEdition();
    return `${version}, ${await client.instance.edition()}`;
  });
  if (findings[0]?.ok) {
    await attempt('access', async () => {
      const { total } = await client.flows.search({ page: 1, size: 1 });
      return `${host.config.kestra.auth.kind === 'none' ? 'no credentials needed' : 'the credentials work'}; ${total ?? 'some'} flows in tenant ${host.config.kestra.tenant}`;
    });
  }
  return findings;
}

function plugins({ registry }: Host): Finding[] {
  const loaded = new Set([...registry.tools.values()].map(({ plugin }) => plugin.source));
  return [
    note('plugins', [...loaded].join(', ') || 'none'),
    ...registry.quarantined.map(({ source, problem }) => ({
      check: `plugin ${source}`,
      ok: false,
      detail: describeError(problem),
    })),
  ];
}

function tools(host: Host): Finding[] {
  const all = listTools(host);
  const on = all.filter(({ enabled }) => enabled);
  const off = all.filter(({ enabled }) => !enabled).map(({ tool, reason }) => `${tool}: off, ${reason}`);
  const detail = [
    `${on.length} of ${all.length} enabled${host.config.tools.readOnly ? ', read-only' : ''}`,
    ...off,
  ].join('\n');
  return [{ check: 'tools', ok: on.length > 0, detail }];
}
