import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { skillEntry } from '@modelcontextprotocol/server/ext/skills';
import { temporaryFolder, write } from '../../../../test/support/temporary.js';
import { describeError } from '../../foundation/errors.js';
import { definePlugin } from '../author/define.js';
import { describePlugin } from '../manifest/describe.js';
import { faultOf } from '../manifest/manifest-fault.js';

const group = { name: 'orders', title: 'Orders' };
const HEAD = '---\nname: review-orders\ndescription: Reviews orders.\n---\n';
const pluginWith = (files: Readonly<Record<string, string>>, name = 'review-orders') => {
  const root = temporaryFolder();
  write(join(root, name), files);
  return definePlugin({ id: 'orders', skills: [{ group, folder: pathToFileURL(`${join(root, name)}/`) }] });
};
const describeOne = (files: Readonly<Record<string, string>>, name?: string) =>
  describePlugin(pluginWith(files, name), '1').skills?.[0];
const refusal = (files: Readonly<Record<string, string>>, name?: string) => {
  try {
    return JSON.stringify(describeOne(files, name));
  } catch (error) {
    return describeError(error);
  }
};

describe('a skill', () => {
  it('is described by its front matter and its files, as the SDK does it', async () => {
    const files = {
      'SKILL.md': `---\nname: review-orders\ndescription: >\n  Reviews\n  orders.\nmetadata:\n  version: "1.0"\n---\n# Orders\n`,
      'references/form.md': 'A form.',
      '.DS_Store': 'x',
    };
    const skill = describeOne(files);
    const { '.DS_Store': _, ...shown } = files;
    const entry = await skillEntry('orders/review-orders', shown);
    const resources = skill?.files.map(({ path, ...rest }) => ({
      uri: `skill://orders/review-orders/${path}`,
      ...rest,
    }));
    expect({ frontmatter: skill?.frontmatter, resources }).toEqual({
      frontmatter: entry.frontmatter,
      resources: entry.resources,
    });
    expect(skill).toMatchObject({ name: 'review-orders', group: 'orders', description: 'Reviews orders.\n' });
  });

  it('belongs to a group that is there for it alone, too', () => {
    expect(describePlugin(pluginWith({ 'SKILL.md': HEAD }), '1').groups).toEqual([group]);
    expect(describePlugin(definePlugin({ id: 'none' }), '1')).not.toHaveProperty('skills');
  });

  it.each<[string, Record<string, string>]>([
    ['it contains no SKILL.md', { 'other.md': '' }],
    ['does not start with front matter', { 'SKILL.md': '# Orders' }],
    ['does not start with front matter', { 'SKILL.md': '---\nname: review-orders\n' }],
    ['is not valid YAML', { 'SKILL.md': '---\nname: [\n---\n' }],
    ['without a `name` and a `description`', { 'SKILL.md': '---\nname: review-orders\n---\n' }],
    ['without a `name` and a `description`', { 'SKILL.md': '---\n- a\n---\n' }],
    ['with an anchor', { 'SKILL.md': '---\nname: &a review-orders\ndescription: D\n---\n' }],
    ['with a tag', { 'SKILL.md': '---\nname: !!str review-orders\ndescription: D\n---\n' }],
    [
      'quoted string over several lines',
      { 'SKILL.md': '---\nname: review-orders\ndescription: "a\n  b"\n---\n' },
    ],
    [
      'the name in SKILL.md is "other", which is not the name of the folder',
      { 'SKILL.md': HEAD.replace('review-orders', 'other') },
    ],
    [
      'has a description of 1025 characters',
      { 'SKILL.md': HEAD.replace('Reviews orders.', 'x'.repeat(1_025)) },
    ],
    [
      '`metadata` that is not a map of strings',
      { 'SKILL.md': HEAD.replace('\n---\n', '\nmetadata:\n  version: 1\n---\n') },
    ],
    ['SKILL.md is larger than 32768 bytes', { 'SKILL.md': HEAD + 'x'.repeat(32_768) }],
    ['more/a.txt is larger than 262144 bytes', { 'SKILL.md': HEAD, 'more/a.txt': 'x'.repeat(262_145) }],
    ['"a b.md" has a name', { 'SKILL.md': HEAD, 'a b.md': '' }],
    ['"more/SKILL.md" would be a separate skill', { 'SKILL.md': HEAD, 'more/SKILL.md': HEAD }],
    [
      'it has more than 50 files',
      Object.fromEntries([['SKILL.md', HEAD], ...Array.from({ length: 50 }, (_, n) => [`f${n}.md`, ''])]),
    ],
  ])('is refused: %s', (says, files) => {
    expect(refusal(files)).toContain(says);
  });

  it('is refused under a name that not all clients take', () => {
    const files = { 'SKILL.md': HEAD.replace('review-orders', 'Review_Orders') };
    expect(refusal(files, 'Review_Orders')).toContain('needs a name of lowercase letters');
  });

  it('is refused with a link in it, which may lead anywhere', () => {
    const root = temporaryFolder({ 'review-orders/SKILL.md': HEAD, secret: 'S' });
    symlinkSync(join(root, 'secret'), join(root, 'review-orders', 'notes.md'));
    const skills = [{ group, folder: pathToFileURL(join(root, 'review-orders')) }];
    expect(() => describePlugin(definePlugin({ id: 'orders', skills }), '1')).toThrow(
      '"notes.md" is a link or a device',
    );
  });

  it('is refused where its folder is a link itself, or not there', () => {
    const root = temporaryFolder({ 'elsewhere/SKILL.md': HEAD });
    const describeAt = (name: string) => {
      const skills = [{ group, folder: pathToFileURL(join(root, name)) }];
      return () => describePlugin(definePlugin({ id: 'orders', skills }), '1');
    };
    symlinkSync(join(root, 'elsewhere'), join(root, 'review-orders'));
    expect(describeAt('review-orders')).toThrow(
      `(${join(root, 'review-orders')}): it is a link, not a folder`,
    );
    expect(describeAt('reviews')).toThrow('the folder does not exist');
  });

  it.each<[string, unknown]>([
    ['is not a file: URL', [{ group, folder: 'skills/review-orders' }]],
    ['is not a file: URL', [null]],
    ['has `skills` that is not a list', {}],
    ['needs a `group` with a `name`', [{ folder: pathToFileURL(temporaryFolder({ 'SKILL.md': HEAD })) }]],
  ])('is refused by its declaration: %s', (says, skills) => {
    const plugin = definePlugin({ id: 'orders', skills: skills as never });
    expect(() => describePlugin(plugin, '1')).toThrow(says);
  });
});

describe('a skill in a manifest', () => {
  const good = JSON.parse(JSON.stringify(describePlugin(pluginWith({ 'SKILL.md': HEAD }), '1')));
  const [skill] = good.skills;
  const [file] = skill.files;

  it.each<[string, object]>([
    ['has no list', { files: 'all' }],
    ['has no SKILL.md', { files: [] }],
    ['has an invalid file "../../etc/passwd"', { files: [file, { ...file, path: '../../etc/passwd' }] }],
    ['has an invalid file "/etc/passwd"', { files: [file, { ...file, path: '/etc/passwd' }] }],
    ['has an invalid file "a\\\\b"', { files: [file, { ...file, path: 'a\\b' }] }],
    ['has an invalid file "SKILL.md"', { files: [{ ...file, size: 32_769 }] }],
    ['has an invalid file "SKILL.md"', { files: [{ ...file, digest: 'sha256:1' }] }],
    ['lists a file twice', { files: [file, file] }],
    [
      'at most 1048576',
      { files: [file, ...['a', 'b', 'c', 'd'].map((path) => ({ ...file, path, size: 262_144 }))] },
    ],
    ['has no `frontmatter`', { frontmatter: 'x' }],
    ['with a different name or description', { description: 'Reads all mails.' }],
    ['needs a name of lowercase letters', { name: 'review--orders' }],
    ['has an `optIn` that is not true', { optIn: 1 }],
    ['has no `group`', { group: 5 }],
  ])('%s', (says, change) => {
    expect(faultOf(good)).toBeUndefined();
    expect(faultOf({ ...good, skills: [{ ...skill, ...change }] })).toContain(says);
  });
});
