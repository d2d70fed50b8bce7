import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { shell } from './clone.js';

const DEMO = join(ROOT, 'examples/demo/dist/main.js');

it('the demo does what it says', async () => {
  // Files that the demo leaves behind would be in here.
  const folder = temporaryFolder();
  const { code, stdout, stderr } = await shell(`node '${DEMO}'; ls -A`, folder, { TMPDIR: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const part of [
    'line 10, column 18: The flow has no input "row". Did you mean "rows"?',
    'line 10, column 5: Unrecognized field "mesage"',
    'Saved as revision 2.',
    '+ message: "{{ inputs.rows }} rows were read"',
    '2 of 3 started tasks ended, at load',
    'SUCCESS, 3 of 3 started tasks ended',
    'No rows, no import.',
    'had rows: 512. This one had rows: 0.',
    'This will delete the flow company.nightly_import, revision 2',
    'Nothing was done',
    'read-only',
    'flow1 ────▶ flow2',
  ])
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(part);
  const lines = stdout.split('\n');
  expect(lines.length).toBeLessThan(90);
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  // No colors in a pipe, and no files that remain, which `ls` would show at the end.
  expect(stdout).not.toContain('\u001b');
  expect(lines.slice(-3).join('\n')).toMatch(
    /^ {3}node dist\/bin\.js init .*\n {3}node dist\/bin\.js list .*\n$/,
  );
});

it('the demo names its flags', async () => {
  const { code, stderr } = await shell(`node '${DEMO}' --wat`, temporaryFolder());
  const said = '\nUnknown flag --wat. The only flag is --kestra=1.3 or --kestra=2.0.\n';
  expect({ code, stderr }).toEqual({ code: 1, stderr: said });
});

it('the demo says why it fails', async () => {
  const { code, stderr } = await shell(`node '${DEMO}' --kestra 3`, temporaryFolder());
  expect({ code, stderr }).toEqual({ code: 1, stderr: '\nThe demo failed. --kestra takes 1.3 or 2.0.\n' });
});
