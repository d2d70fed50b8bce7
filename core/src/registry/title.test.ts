import { expect, it } from '@jest/globals';
import { titleFrom } from './title.js';

const actions = [{ name: 'get', effect: 'read' as const }];

it.each([
  ['list_orders', 'List orders'],
  ['listOrders', 'List orders'],
  ['get-SLA_of-flow', 'Get SLA of flow'],
  ['manage_orders', 'Manage orders'],
  ['x', 'X'],
  ['__', '__'],
])('%s is "%s"', (name, title) => {
  expect(titleFrom({ name })).toBe(title);
});

it.each([
  ['manage_orders', 'Orders'],
  ['manage', 'Manage'],
  ['order_action', 'Order action'],
])('%s, of which some actions may be off, is "%s"', (name, title) => {
  expect(titleFrom({ name, actions })).toBe(title);
});

it('a switch is no action that could be all that is left', () => {
  const switches = [{ name: 'save', effect: 'write' as const, switch: true as const }];
  expect(titleFrom({ name: 'manage_orders', actions: switches })).toBe('Manage orders');
});
