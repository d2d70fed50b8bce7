import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { sentBody } from '../../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../../test/support/kestra/use-kestra.js';
import { judgeFlow } from '../judge-flow.js';

const kestra = useKestra();
const VALIDATE = 'POST /main/flows/validate';

describe('a default of the wrong type', () => {
  const name = 'create flow, input default of the wrong type';
  const judged = async (version: string, said: object = {}) => {
    kestra.answers({ [VALIDATE]: { json: [{ index: 0, ...said }] } });
    return judgeFlow(new KestraClient(kestra.settings(version)), sentBody(name, '2.0-oss'));
  };

  it('is not saved by 2.0, whether its validation says so or not', async () => {
    const message = 'The default many is not a valid value of the INT input "s".';
    expect((await judged('2.0')).violations).toMatchObject([{ message, line: 4, fails: 'save' }]);
    const constraints = "Validation error:  Invalid Flow: Invalid default for input 's': `many` is no INT\n";
    expect((await judged('2.0', { constraints })).violations).toMatchObject([
      { message: expect.stringContaining('Invalid default'), line: 4, column: 34, fails: 'save' },
    ]);
    expect(await judged('1.3')).toMatchObject({ valid: true, warnings: [{ line: 4 }] });
  });
});

describe('before 2.0', () => {
  it('a default of another type is a warning, as is a key or a label that is there twice', async () => {
    kestra.answers({ [VALIDATE]: { json: [{ index: 0 }] } });
    const yaml = `id: a
id: b
namespace: rec.demo
labels: [{key: k, value: v}, {key: k, value: w}]
inputs:
  - {id: n, type: INT, defaults: many}
  - {id: m, type: INT, defaults: 3}
  - {id: s, type: SELECT, values: [x, y], defaults: z}
`;
    const verdict = await judgeFlow(new KestraClient(kestra.settings('1.3')), yaml);
    expect(verdict).toMatchObject({ valid: true, violations: [] });
    expect(verdict.changes).toBeUndefined();
    expect(verdict.warnings.map(({ line, path }) => [line, path])).toEqual([
      [6, 'inputs[0].defaults'],
      [8, 'inputs[2].defaults'],
      [2, 'id'],
      [4, 'labels[1]'],
    ]);
  });
});
