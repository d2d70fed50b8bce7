import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { program } from './program.js';

/** A repository whose origin has these tags. */
function repository(tags: readonly string[], files: Record<string, string>): string {
  const root = temporaryFolder({ 'package.json': '{ "version": "1.2.3" }', '.changeset/README.md': '' });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-C', root, ...args]);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'a');
  for (const tag of tags) git('tag', tag);
  const origin = temporaryFolder();
  execFileSync('git', ['clone', '--quiet', '--bare', root, join(origin, 'o.git')]);
  git('remote', 'add', 'origin', join(origin, 'o.git'));
  return root;
}

const plan = (root: string) => program(join(ROOT, '.release/plan.js'), root);

describe('a push to main', () => {
  it.each([
    ['releases a version that has no tag', ['v1.2.2'], {}, 'false', 'true'],
    ['releases nothing twice', ['v1.2.3'], {}, 'false', 'false'],
    ['proposes a version while changesets wait', [], { '.changeset/odd.md': '---\n---\n' }, 'true', 'false'],
  ])('%s', async (_, tags, files, pending, release) => {
    const said = await plan(repository(tags, files as Record<string, string>));
    expect(said).toBe(`version=1.2.3\npending=${pending}\nrelease=${release}\n`);
  });

  it('puts no line of its own into the outputs', async () => {
    const root = repository([], { 'package.json': JSON.stringify({ version: '1.2.3\nrelease=true' }) });
    await expect(plan(root)).rejects.toThrow('This is no version');
  });
});
