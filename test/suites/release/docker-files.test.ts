import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { composeFaults, composeText, DOCKER, readExample as read } from './docker/compose.js';

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
  const text = composeText('docker-compose.yml');
  const { services, volumes } = parse(text);
  const kestra = parse(services.kestra.environment.KESTRA_CONFIGURATION);

  it('is what the Compose specification asks for', () => {
    // The schema is older than the key for the project's name.
    const { name, ...compose } = parse(text);
    expect([name, composeFaults(compose)]).toEqual(['kestra-mcp-example', null]);
    expect(composeFaults({ services: { kestra: { imagee: 'kestra' } } })).not.toBeNull();
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
