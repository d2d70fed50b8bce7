import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { registryOf } from '../../../test/support/plugins/things.js';
import type { FixedParameters } from '../config/config.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import type { JsonSchema } from '../plugin/manifest/manifest.js';
import { allowedNamespaces, fixedValues } from './fixed.js';
import { narrowedSchema } from './schema.js';
import { select } from './selection.js';

const text = (description: string) => z.string().describe(description);
const about = { group: { name: 'g', title: 'G' }, description: 'D.', output: z.looseObject({}) };
const plugin = definePlugin({
  id: 'p',
  tools: [
    defineTool({
      ...{ ...about, name: 'get_flow', effect: 'read' },
      input: z.strictObject({ namespace: text('Namespace'), flow_id: text('Flow') }),
      handler: () => ({}),
    }),
    defineTool({
      ...{ ...about, name: 'list_flows', effect: 'read' },
      input: z.strictObject({ namespace: text('Namespace'), tenant: text('T').optional() }),
      handler: () => ({}),
    }),
    defineTool({
      ...{ ...about, name: 'copy_flow', effect: 'write' },
      input: z.strictObject({ tenant_id: text('T'), tenantId: text('T'), flow: text('Flow') }),
      handler: () => ({}),
    }),
    defineTool({
      ...{ ...about, name: 'manage_flow' },
      input: z.strictObject({
        action: z.enum(['get', 'move']),
        namespace: text('N').optional(),
        to: text('To'),
      }),
      actions: { get: { effect: 'read' }, move: { effect: 'write', requires: ['namespace'] } },
      handler: () => ({}),
    }),
  ],
});

const schemaOf = async (name: string, fixed: FixedParameters, ...disable: string[]): Promise<JsonSchema> => {
  const config = { enable: [], disable, readOnly: false, fixed };
  const selected = select(await registryOf(plugin), config).tools.get(name);
  return selected ? narrowedSchema(selected, fixed) : {};
};
const ONE = { namespace: 'company.team', namespaces: ['company.team'] };
const SOME = { namespaces: ['company', 'other.team'] };

describe('fixedValues', () => {
  it.each<[FixedParameters, object]>([
    [{}, {}],
    [SOME, {}],
    [ONE, { namespace: 'company.team' }],
    [{ tenant: 'acme' }, { tenant: 'acme', tenant_id: 'acme', tenantId: 'acme' }],
    [
      { ...ONE, tenant: 'acme' },
      { tenant: 'acme', tenant_id: 'acme', tenantId: 'acme', namespace: 'company.team' },
    ],
  ])('of %j are %j', (fixed, values) => {
    expect(fixedValues(fixed)).toEqual(values);
  });
});

it('namespaces are allowed with what is below them', () => {
  expect(allowedNamespaces(['company', 'other.team'])).toBe('company, other.team, or one below');
});

describe('a schema under fixed parameters', () => {
  it('loses the one namespace', async () => {
    expect(await schemaOf('get_flow', ONE)).toEqual({
      type: 'object',
      properties: { flow_id: { type: 'string', description: 'Flow' } },
      required: ['flow_id'],
      additionalProperties: false,
    });
  });

  it('says which namespaces there are, where there are several', async () => {
    expect(await schemaOf('get_flow', SOME)).toEqual({
      type: 'object',
      properties: {
        namespace: { type: 'string', description: 'Namespace: company, other.team, or one below' },
        flow_id: { type: 'string', description: 'Flow' },
      },
      required: ['namespace', 'flow_id'],
      additionalProperties: false,
    });
  });

  it('loses the tenant, by whichever name', async () => {
    expect(await schemaOf('list_flows', { tenant: 'acme' })).toMatchObject({
      properties: { namespace: { description: 'Namespace' } },
      required: ['namespace'],
    });
    const { properties, required } = await schemaOf('copy_flow', { tenant: 'acme' });
    expect([Object.keys(properties ?? {}), required]).toEqual([['flow'], ['flow']]);
  });

  it('has no list of required parameters where none is left', async () => {
    expect(await schemaOf('list_flows', { ...ONE, tenant: 'acme' })).toEqual({
      ...{ type: 'object', properties: {}, additionalProperties: false },
    });
  });

  it('loses what is off as well', async () => {
    expect(await schemaOf('manage_flow', ONE, 'manage_flow:move')).toEqual({
      type: 'object',
      properties: {
        action: { type: 'string', enum: ['get'] },
        to: { type: 'string', description: 'To' },
      },
      required: ['action', 'to'],
      additionalProperties: false,
    });
  });

  it('is the whole one of a tool that has none of them', async () => {
    const whole = await schemaOf('copy_flow', {});
    expect(await schemaOf('copy_flow', { ...ONE })).toEqual(whole);
    expect(await schemaOf('copy_flow', SOME)).toEqual(whole);
  });

  it('leaves the manifest as it was', async () => {
    const before = JSON.stringify(await schemaOf('get_flow', {}));
    await schemaOf('get_flow', SOME);
    expect(JSON.stringify(await schemaOf('get_flow', {}))).toBe(before);
  });
});
