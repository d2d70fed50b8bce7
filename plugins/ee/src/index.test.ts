import { describe, expect, it } from '@jest/globals';
import { isPlugin } from '../../../core/src/plugin/author/define.js';
import { describePlugin } from '../../../core/src/plugin/manifest/describe.js';
import plugin from './index.js';

if (!isPlugin(plugin)) throw new Error('The default export is not a plugin.');
const { groups, tools } = describePlugin(plugin, '0.0.0');

describe('the bundle', () => {
  it('is one group of ten tools, all of them for the Enterprise Edition', () => {
    expect(groups.map(({ name }) => name)).toEqual(['ee']);
    expect(new Set(tools.map(({ group, edition }) => `${group} ${edition}`))).toEqual(new Set(['ee EE']));
    expect(tools).toHaveLength(10);
  });

  it('states what each action does', () => {
    const effects = tools.flatMap(({ name, effect, actions }) =>
      actions === undefined
        ? [`${name} ${effect}`]
        : actions.map((action) => `${name}:${action.name} ${action.effect}`),
    );
    expect(effects).toEqual([
      'get_instance_info read',
      'manage_announcements:list read',
      'manage_announcements:create write',
      'manage_announcements:update write',
      'manage_announcements:delete destructive',
      'invite_user write',
      'manage_invitations:get read',
      'manage_invitations:delete destructive',
      'manage_group:create write',
      'manage_group:get read',
      'manage_group:update write',
      'manage_group:delete destructive',
      'search_apps read',
      'manage_apps:create write',
      'manage_apps:enable write',
      'manage_apps:disable write',
      'manage_apps:delete destructive',
      'generate_app:auto_create write',
      'manage_tests:create write',
      'manage_tests:run write',
      'manage_tests:delete destructive',
      'generate_test:auto_create write',
    ]);
  });
});
