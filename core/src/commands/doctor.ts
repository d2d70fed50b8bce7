import { isDeepStrictEqual } from 'node:util';
import { noticeOf } from '../config/trust/notice.js';
import { describeError } from '../foundation/errors.js';
import type { Host } from '../host/host.js';
import { isUsed } from '../host/state.js';
import { proxyName, proxyOf } from '../kestra/address/proxy.js';
import { parseVersion } from '../kestra/versions/dialect.js';
import { asHost } from '../kestra/wire/scope.js';
import type { LoadedPlugin } from '../plugin/load/loaded-plugin.js';
import { describePlugin } from '../plugin/manifest/describe.js';
import { oddArgumentsNote } from '../plugin/manifest/odd-arguments.js';
import { command } from '../process/command.js';
import { confirmation } from './confirmation.js';
import { checkConnection } from './connection.js';
import { type Finding, note, problem, warning } from './findings.js';
import { isTool, listTools, startingFrom } from './list.js';
import { offByReason } from './off.js';
import { serving } from './serving.js';

/** Time in which background work of starting plugins may fail, in milliseconds. */
const AFTERMATH = 100;

/** The checks, in this order. */
const SECTIONS: readonly ((host: Host) => Finding[] | Promise<Finding[]>)[] = [
  configuration,
  ({ config }) => serving(config),
  kestra,
  plugins,
  tools,
];

/** `kestra-mcp doctor`: shows what is configured and where, whether Kestra responds, and what is enabled. */
export async function doctor(host: Host): Promise<{ findings: Finding[]; healthy: boolean }> {
  const findings: Finding[] = [];
  for (const section of SECTIONS) findings.push(...(await section(host)));
  return { findings, healthy: findings.every(({ ok }) => ok) };
}

function configuration({ config }: Host): Finding[] {
  const from = (key: string) => config.origins[key] ?? 'default';
  const { auth, baseUrl, tenant } = config.kestra;
  const proxy = config.sandbox ? undefined : proxyOf(config.kestra);
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
    ...(proxy ? [note('proxy', `${proxyName(proxy)} (${proxy.variable})`)] : []),
    note('tenant', `${tenant} (${from('kestra.tenant')})`),
    note('credentials', credentials),
    ...confirmation(config),
    ...(config.mended ?? []).map((detail) => note('environment', detail)),
    ...[
      ...(config.notes ?? []),
      ...(config.warnings ?? []),
      ...noticeOf(config.untrusted),
      ...(config.advice ?? []),
    ].map((detail) => warning('configuration', detail)),
  ];
}

async function kestra(host: Host): Promise<Finding[]> {
  const client = await host.kestra();
  const findings = await asHost(() => checkConnection(client, host.config.kestra));
  if (!findings[0]?.ok) return [...forcedVersion(host), ...findings];
  await host.learnEdition();
  const { version } = await asHost(() => client.instance.configs());
  return [...forcedVersion(host, version), ...findings];
}

/** The version that the configuration names instead of asking Kestra, whose own one is `actual`. */
function forcedVersion({ config: { kestra, origins } }: Host, actual?: string): Finding[] {
  const { version } = kestra;
  if (version === undefined) return [];
  const detail = `${version} (${origins['kestra.version'] ?? 'default'})`;
  if (actual === undefined || isSameVersion(version, actual)) return [note('forced version', detail)];
  const differs = `, but Kestra is ${actual}. Requests may fail. Remove the setting to use Kestra's own version.`;
  return [warning('forced version', `${detail}${differs}`)];
}

/** A major version alone means any minor one. */
function isSameVersion(forced: string, actual: string): boolean {
  const [wanted, known] = [parseVersion(forced), parseVersion(actual)];
  if (wanted === undefined || known === undefined) return true;
  return wanted.major === known.major && (!/\./.test(forced) || wanted.minor === known.minor);
}

/**
 * Starts each plugin that has something enabled, as its first call would. This finds errors that a normal start does
 * not.
 */
async function plugins(host: Host): Promise<Finding[]> {
  const { plugins: all, quarantined } = host.registry;
  const findings = [
    note('plugins', all.map(({ source, version }) => `${source} ${version}`).join(', ') || 'none'),
  ];
  for (const { source, problem: cause } of quarantined) {
    findings.push(problem(`plugin ${source}`, describeError(cause)));
  }
  for (const plugin of all.filter((each) => isUsed(each, host.selection()))) {
    findings.push(...(await startOf(host, plugin)));
  }
  await new Promise((resolve) => setTimeout(resolve, AFTERMATH));
  return [...findings, ...host.faults.map((detail) => problem('plugin', detail))];
}

async function startOf(host: Host, plugin: LoadedPlugin): Promise<Finding[]> {
  const check = `plugin ${plugin.source}`;
  try {
    await host.start(plugin);
    const notes = [
      plugin.note ?? (await differing(plugin)),
      oddArgumentsNote(plugin.source, plugin.manifest),
    ];
    return notes.flatMap((detail) => (detail === undefined ? [] : [warning(check, detail)]));
  } catch (error) {
    return [problem(check, describeError(error))];
  }
}

/** A manifest that was edited, or written by another version of core, may be wrong without being outdated. */
async function differing({
  definition,
  manifest,
  version,
  source,
  skillFolder,
}: LoadedPlugin): Promise<string | undefined> {
  const { code: _, ...stated } = manifest;
  const actual = describePlugin(await definition(), version, skillFolder);
  if (sameJson(stated, actual)) return undefined;
  return `The manifest of ${source} does not match its code.\nRegenerate it: ${command('manifest')} <folder of the plugin>`;
}

/** Ignores the order of members. */
function sameJson(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
}

function tools(host: Host): Finding[] {
  const all = listTools(host);
  const on = all.filter(({ enabled }) => enabled);
  const detail = [
    `${on.filter(isTool).length} of ${all.filter(isTool).length} enabled${host.config.tools.readOnly ? ', read-only' : ''}${startingFrom(host.config)}`,
    ...offByReason(all),
  ].join('\n');
  return [{ check: 'tools', ok: on.length > 0, detail }];
}
