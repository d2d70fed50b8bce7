import * as z from 'zod';

/** The parts of documented formats that our files use. Unknown keys are errors. */
const kebab = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const version = z.string().regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
const text = z.string().min(1);
const below = z.string().regex(/^\.\/(?!.*\.\.)/);
const person = z.strictObject({ name: text, url: z.url() });

/** `.claude-plugin/marketplace.json`, which Claude Code reads when somebody adds this repository. */
export const Marketplace = z.strictObject({
  $schema: z.literal('https://json.schemastore.org/claude-code-marketplace.json'),
  name: kebab.refine((name) => !/claude|anthropic|official/.test(name), 'is reserved'),
  owner: person,
  description: text,
  plugins: z.array(z.strictObject({ name: kebab, source: below, description: text, category: text })).min(1),
});

/** `.claude-plugin/plugin.json`. */
export const ClaudePlugin = z.strictObject({
  $schema: z.literal('https://json.schemastore.org/claude-code-plugin-manifest.json'),
  name: kebab,
  displayName: text,
  version,
  description: text,
  author: person,
  homepage: z.url(),
  repository: z.url(),
  license: z.literal('Apache-2.0'),
  keywords: z.array(text),
  skills: z.array(below).min(1),
  mcpServers: z
    .record(
      kebab,
      z.strictObject({ command: text, args: z.array(z.string()), env: z.record(z.string(), z.string()) }),
    )
    .optional(),
});

/** The front matter of a skill. */
export const Skill = z.object({ name: kebab.max(64), description: text.max(1024) });

const input = z.strictObject({
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  description: text,
  isRequired: z.boolean().optional(),
  isSecret: z.boolean().optional(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']).optional(),
  default: z.string().optional(),
  placeholder: z.string().optional(),
});
const common = {
  runtimeHint: text,
  transport: z.strictObject({ type: z.literal('stdio') }),
  environmentVariables: z.array(input),
};

/** `server.json` of the MCP registry. */
export const ServerEntry = z.strictObject({
  $schema: z
    .string()
    .regex(/^https:\/\/static\.modelcontextprotocol\.io\/schemas\/\d{4}-\d\d-\d\d\/server\.schema\.json$/),
  name: z.string().regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: text.max(100),
  description: text.max(100),
  repository: z.strictObject({ url: z.url(), source: z.literal('github') }),
  version,
  packages: z.array(
    z.discriminatedUnion('registryType', [
      z.strictObject({
        registryType: z.literal('npm'),
        registryBaseUrl: z.literal('https://registry.npmjs.org'),
        identifier: kebab,
        version,
        runtimeArguments: z.array(
          z.strictObject({ type: z.literal('named'), name: z.string().regex(/^--/), value: text }),
        ),
        ...common,
      }),
      z.strictObject({
        registryType: z.literal('oci'),
        identifier: z.string().regex(/^ghcr\.io\/[\w./-]+:\d+\.\d+\.\d+(?:-[\w.]+)?$/),
        ...common,
      }),
    ]),
  ),
});

const ref = z.string().regex(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+\S*$/);
const part = (type: 'application' | 'library') =>
  z.strictObject({
    type: z.literal(type),
    'bom-ref': ref,
    group: z.string().startsWith('@').optional(),
    name: text,
    version,
    description: text.optional(),
    licenses: z.tuple([
      z.union([
        z.strictObject({ license: z.strictObject({ id: text }) }),
        z.strictObject({ expression: text }),
      ]),
    ]),
    purl: ref,
  });

/** An SBOM in CycloneDX 1.6. */
export const Sbom = z.strictObject({
  $schema: z.literal('http://cyclonedx.org/schema/bom-1.6.schema.json'),
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  version: z.literal(1),
  metadata: z.strictObject({ component: part('application') }),
  components: z.array(part('library')),
  dependencies: z.array(z.strictObject({ ref, dependsOn: z.array(ref).optional() })),
});
export type Sbom = z.output<typeof Sbom>;
