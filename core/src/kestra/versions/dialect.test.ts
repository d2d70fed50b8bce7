import { describe, expect, it } from '@jest/globals';
import { type Dialect, dialectOf, NEWEST, parseVersion } from './dialect.js';

const dialect = (version: string): Dialect => dialectOf(parseVersion(version) ?? { major: -1, minor: 0 });

const routes = ({ filters, namespaceFilters, actions, outputs, kvList }: Dialect) =>
  [filters, namespaceFilters, actions, outputs, kvList].join(' ');

const FIRST = 'flat flat direct inline namespace';
const ONE = 'filters flat direct inline namespace';
const TWO = 'filters filters actions routes search';

describe('dialectOf', () => {
  it.each([
    ['0.22.9', FIRST],
    ['0.23', FIRST],
    ['0.24.1', ONE],
    ['1.0.1', ONE],
    ['1.1.4', ONE],
    ['1.3.31', ONE],
    ['1', ONE],
    ['2.0.0-SNAPSHOT', TWO],
    ['2.1', TWO],
    ['v2', TWO],
    ['3.0', TWO],
  ])('of %s: %s', (version, expected) => {
    expect(routes(dialect(version))).toBe(expected);
  });

  it.each([
    ['0.23', undefined, undefined],
    ['0.24', ['flowYaml', false, false, false], undefined],
    ['1.0', ['flowYaml', true, false, false], undefined],
    ['1.1', ['flowYaml', true, false, false], undefined],
    ['1.3', ['yaml', true, true, true], ['yaml', true, false, true]],
    ['2.0', ['yaml', true, true, true], ['yaml', true, false, true]],
  ])('of %s: the bodies for AI generation', (version, flow, dashboard) => {
    const { generateFlow, generateDashboard } = dialect(version);
    const body = (it: Dialect['generateFlow']) =>
      it && [it.source, it.conversationId, it.namespace, it.providerId];
    expect(body(generateFlow)).toEqual(flow);
    expect(body(generateDashboard)).toEqual(dashboard);
  });

  it('holds nothing but what differs', () => {
    expect(dialect('2.0')).not.toHaveProperty('since');
    expect(dialectOf(NEWEST)).toEqual(dialect('2.0'));
  });
});

describe('parseVersion', () => {
  it.each([
    ['1.3.31', { major: 1, minor: 3 }],
    ['2.0.0-SNAPSHOT', { major: 2, minor: 0 }],
    ['1.0.0-rc2', { major: 1, minor: 0 }],
    [' v0.24 ', { major: 0, minor: 24 }],
    ['2', { major: 2, minor: Number.MAX_SAFE_INTEGER }],
    ['latest', undefined],
    ['', undefined],
  ])('%j', (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });
});
