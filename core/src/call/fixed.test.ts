import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { CONTEXT, callServices, loadedPlugin } from '../../../test/support/host/runtime.js';
import type { FixedParameters } from '../config/config.js';
import { describeError } from '../foundation/errors.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import { buildRegistry } from '../registry/registry.js';
import { select } from '../selection/selection.js';
import { callTool } from './call.js';
import { withFixed } from './fixed.js';

const ONE = { namespace: 'company.team', namespaces: ['company.team'] };
const SOME = { namespaces: ['company', 'other.team'] };
const schema = { properties: { namespace: {}, tenant: {}, tenant_id: {}, q: {} } };

const filled = (given: Record<string, unknown>, fixed: FixedParameters, of: object = schema): unknown => {
  try {
    return withFixed(given, of as typeof schema, fixed);
  } catch (error) {
    return describeError(error);
  }
};

describe('withFixed', () => {
  it.each<[Record<string, unknown>, FixedParameters, object]>([
    [{ q: 'a' }, {}, { q: 'a' }],
    [{ q: 'a' }, ONE, { q: 'a', namespace: 'company.team' }],
    [{ namespace: 'company.team' }, ONE, { namespace: 'company.team' }],
    [{}, { tenant: 'acme' }, { tenant: 'acme', tenant_id: 'acme' }],
    [{ tenant: 'acme' }, { tenant: 'acme' }, { tenant: 'acme', tenant_id: 'acme' }],
    [{ namespace: 'company' }, SOME, { namespace: 'company' }],
    [{ namespace: 'company.team.x' }, SOME, { namespace: 'company.team.x' }],
    [{}, SOME, {}],
    [{ namespace: 7 }, SOME, { namespace: 7 }],
  ])('%j under %j becomes %j', (given, fixed, expected) => {
    expect(filled(given, fixed)).toEqual(expected);
  });

  it.each<[Record<string, unknown>, FixedParameters, string]>([
    [
      { namespace: 'company' },
      ONE,
      'This server works only with the namespace "company.team".\nNothing was done. Omit the argument "namespace" only if you mean "company.team". Otherwise tell the user.',
    ],
    [
      { namespace: 7 },
      ONE,
      'This server works only with the namespace "company.team".\nNothing was done. Omit the argument "namespace" only if you mean "company.team". Otherwise tell the user.',
    ],
    [
      { tenant_id: 'other' },
      { tenant: 'acme' },
      'This server works only with the tenant_id "acme".\nNothing was done. Omit the argument "tenant_id" only if you mean "acme". Otherwise tell the user.',
    ],
    [
      { namespace: 'companyx' },
      SOME,
      'The argument "namespace" is outside the fixed namespaces of this server.\nAllowed: company, other.team, or one below.',
    ],
    [
      { namespace: 'other' },
      SOME,
      'The argument "namespace" is outside the fixed namespaces of this server.\nAllowed: company, other.team, or one below.',
    ],
  ])('%j under %j is refused', (given, fixed, text) => {
    expect(filled(given, fixed)).toBe(text);
  });

  it('gives a tool nothing that it does not take', () => {
    const of = { properties: { q: {} } };
    expect(filled({ q: 'a' }, { ...ONE, tenant: 'acme' }, of)).toEqual({ q: 'a' });
    expect(filled({ namespace: 'x' }, { ...ONE, tenant: 'acme' }, of)).toEqual({ namespace: 'x' });
    expect(filled({}, ONE, { type: 'object' })).toEqual({});
    expect(filled({}, ONE, { properties: Object.create({ namespace: {} }) })).toEqual({});
  });

  it('leaves what it was given as it was', () => {
    const given = { q: 'a' };
    withFixed(given, schema, ONE);
    expect(given).toEqual({ q: 'a' });
  });
});

describe('a call under fixed parameters', () => {
  const about = { group: { name: 'g', title: 'G' }, description: 'D.', output: z.looseObject({}) };
  const list = defineTool({
    ...{ ...about, name: 'list_flows', effect: 'read' },
    input: z.strictObject({
      namespace: z.string().max(20),
      tenant: z.string().optional(),
      q: z.string().optional(),
    }),
    handler: (input) => input,
  });
  const manage = defineTool({
    ...{ ...about, name: 'manage_flow' },
    input: z.strictObject({ action: z.enum(['get', 'move']), namespace: z.string().optional() }),
    actions: { get: { effect: 'read' }, move: { effect: 'write', requires: ['namespace'] } },
    handler: (input) => input,
  });
  const called = async (fixed: FixedParameters, name: string, given: Record<string, unknown>) => {
    const plugin = loadedPlugin(definePlugin({ id: 'p', tools: [list, manage] }));
    const registry = buildRegistry({ loaded: [plugin], quarantined: [] });
    const services = callServices(select(registry, { enable: [], disable: [], readOnly: false, fixed }));
    const { structuredContent, content } = await callTool(services, name, given, CONTEXT);
    return structuredContent ?? content[0]?.text;
  };

  it('gives the handler what it needs not be given', async () => {
    expect(await called({ ...ONE, tenant: 'acme' }, 'list_flows', { q: 'a' })).toEqual({
      ...{ q: 'a', namespace: 'company.team', tenant: 'acme' },
    });
    expect(await called(ONE, 'manage_flow', { action: 'move', namespace: null })).toEqual({
      ...{ action: 'move', namespace: 'company.team' },
    });
  });

  it('judges what an argument means, not how it was sent', async () => {
    const page = (namespace: string) => `http://h/ui/main/namespaces/edit/${namespace}`;
    const only = 'This server works only with the namespace "company.team".';
    expect(await called(ONE, 'list_flows', { namespace: page('company.team') })).toEqual({
      namespace: 'company.team',
    });
    expect(await called(ONE, 'list_flows', { namespace: page('company') })).toContain(only);
    expect(await called(ONE, 'list_flows', { Namespace: 'company' })).toContain(only);
    expect(await called(SOME, 'list_flows', { namespace: ' elsewhere ' })).toContain(
      'is outside the fixed namespaces',
    );
    expect(await called(SOME, 'list_flows', { namespace: page('elsewhere') })).toContain(
      'is outside the fixed namespaces',
    );
  });

  it('is refused when it chooses otherwise', async () => {
    expect(await called(ONE, 'list_flows', { namespace: 'company' })).toBe(
      'This server works only with the namespace "company.team".\nNothing was done. Omit the argument "namespace" only if you mean "company.team". Otherwise tell the user.',
    );
    expect(await called(SOME, 'list_flows', { namespace: 'elsewhere' })).toBe(
      'The argument "namespace" is outside the fixed namespaces of this server.\nAllowed: company, other.team, or one below.',
    );
    expect(await called(SOME, 'list_flows', {})).toBe('The argument "namespace" is missing.');
    expect(await called({ tenant: 'acme' }, 'manage_flow', { action: 'get', tenant: 'acme' })).toBe(
      'There is no argument "tenant". The arguments are: action, namespace.',
    );
  });
});
