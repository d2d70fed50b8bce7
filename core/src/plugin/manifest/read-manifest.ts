import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeError } from '../../foundation/errors.js';
import { readLimitedSync } from '../../foundation/read-limited.js';
import { command } from '../../process/command.js';
import { VERSION } from '../../process/version.js';
import { quoted, visible } from '../author/names.js';
import { type PluginIdentity, problemOf } from '../load/identity.js';
import type { PluginLocation } from '../load/location.js';
import { isStale } from './code-stamp.js';
import { API_VERSION, type PluginManifest } from './manifest.js';
import { faultOf } from './manifest-fault.js';

/** A usable manifest, or the reason why the code has to be imported instead. */
export type ManifestFile = { manifest: PluginManifest } | { missing: string; nextStep: string };

/** What a package.json needs for a manifest. */
export const nameOne = (): string =>
  `Add "kestraMcp": { "apiVersion": 1, "id": "…", "manifest": "./kestra-mcp.manifest.json" } to its package.json, and create the file with: ${command('manifest')} <folder>.`;

/** Rejects a plugin that was written for another version of the host. */
export async function checkCompatible(identity: PluginIdentity, location: PluginLocation): Promise<void> {
  const { kestraMcp, peerDependencies } = location.package;
  if (kestraMcp !== undefined) checkStated(identity, kestraMcp);
  const hint = `Install matching versions of ${identity.source} and kestra-mcp.`;
  const range = peerDependencies?.['@kestra-mcp/core'];
  // The usual ranges need no parser.
  if (typeof range !== 'string' || range === `^${VERSION}` || range === '*') return;
  const { default: semver } = await import('semver');
  if (semver.validRange(range) === null || semver.satisfies(VERSION, range, { includePrerelease: true }))
    return;
  throw problemOf(identity, `needs @kestra-mcp/core ${visible(range)}, but this server has ${VERSION}.`, {
    hint,
  });
}

/** Checks what `kestraMcp` in package.json says about the plugin API. */
export function checkStated(identity: PluginIdentity, stated: unknown): void {
  const whole = 'Change it to "kestraMcp": { "apiVersion": 1, "id": "…" }.';
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated))
    throw problemOf(identity, 'has a `kestraMcp` in its package.json that is not an object.', {
      hint: whole,
    });
  const { apiVersion } = stated as { apiVersion?: unknown };
  if (apiVersion === API_VERSION) return;
  if (typeof apiVersion === 'number') {
    throw problemOf(
      identity,
      `is written for plugin API ${apiVersion}, but this server supports ${API_VERSION}.`,
      {
        hint: `Install matching versions of ${identity.source} and kestra-mcp.`,
      },
    );
  }
  const what =
    apiVersion === undefined
      ? 'does not say which plugin API it is written for: `kestraMcp` in its package.json has no `apiVersion`.'
      : `has an \`apiVersion\` in its package.json that is not a number: ${visible(JSON.stringify(apiVersion)).slice(0, 80)}.`;
  throw problemOf(identity, what, { hint: `Set "apiVersion": ${API_VERSION} in its \`kestraMcp\`.` });
}

/** Describes that package.json and plugin have different ids; undefined if they agree. */
export function otherId(stated: unknown, actual: string): string | undefined {
  if (stated === undefined || stated === actual) return undefined;
  return `has the id ${quoted(stated)} in its package.json, but ${quoted(actual)} in its definePlugin({ … })`;
}

/**
 * Reads the manifest that the package names. A package without a manifest, or with an outdated one, is read from its
 * code.
 */
export function readManifest(
  identity: PluginIdentity,
  { path, entry, package: pkg, manifest: bundled }: PluginLocation,
): ManifestFile {
  if (bundled !== undefined) return { manifest: bundled };
  if (path === entry)
    return { missing: 'is a single file', nextStep: 'A package can have a manifest and so start faster.' };
  const named = pkg.kestraMcp?.manifest;
  if (typeof named !== 'string') return { missing: 'has no manifest', nextStep: nameOne() };
  // The command is only determined if it is needed: most starts have all manifests.
  const instead = (missing: string) => ({
    missing,
    nextStep: `Create it with: ${command('manifest', path)}`,
  });
  const file = join(path, named);
  if (!existsSync(file)) return instead(`has no manifest at ${file}`);
  const manifest = parse(identity, file);
  if (manifest.version !== pkg.version) {
    return instead(`has an outdated manifest, written for version ${visible(manifest.version)}`);
  }
  if (manifest.code !== undefined && isStale(path, manifest.code)) {
    return instead('has an outdated manifest, written for different code');
  }
  return { manifest };
}

function parse(identity: PluginIdentity, file: string): PluginManifest {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readLimitedSync(file));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'is not JSON' : `cannot be read (${describeError(cause)})`;
    throw problemOf(identity, `has a manifest that ${why}: ${file}.`, { cause, hint: writeAgain() });
  }
  const fault = faultOf(manifest);
  if (fault !== undefined)
    throw problemOf(identity, `has a manifest that cannot be used: ${file}: ${fault}.`, {
      hint: writeAgain(),
    });
  return listable(manifest as PluginManifest);
}

function writeAgain(): string {
  return `Regenerate it (${command('manifest')} <folder of the plugin>), or reinstall the plugin.`;
}

/** Drops unknown members of resources. */
function listable(manifest: PluginManifest): PluginManifest {
  const resources = (manifest.resources ?? []).map(
    ({ name, group, title, description, edition, optIn, uri, mimeType, complete, watch, ttlMs }) => ({
      name,
      group,
      ...(title !== undefined && { title }),
      description,
      ...(edition && { edition }),
      ...(optIn && { optIn }),
      uri,
      ...(mimeType !== undefined && { mimeType }),
      ...(complete && { complete }),
      ...(watch && { watch }),
      ...(ttlMs !== undefined && { ttlMs }),
    }),
  );
  return { ...manifest, resources, prompts: manifest.prompts ?? [] };
}
