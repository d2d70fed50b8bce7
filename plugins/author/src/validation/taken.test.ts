import { expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { type File, recorded, sentBody, takenSources } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { judgeFlow } from './judge-flow.js';

const kestra = useKestra();

/** Of all that Kestra took without a word: what is called wrong, and the runs of each were seen to fail. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  'validate flow: bad Pebble syntax': ['The expression cannot be parsed: A name is missing after a dot.'],
  'validate flow: unknown Pebble function': ['This Kestra instance has no function "nope".'],
  'validate flow: unknown input and output in Pebble': [
    'The flow has no input "none".',
    'The flow has no task "none".',
  ],
  'validate flow: unknown secret': ['The namespace rec.demo has no secret "NONE".'],
  'create flow with an error inside Pebble': ['The flow has no task "none".'],
  'validate flow, 2.0 removed: json()': [
    'This Kestra instance has no function "json".',
    'This Kestra instance has no filter "json".',
  ],
  'validate flow, bad Pebble': ['The expression cannot be parsed: A name is missing after a dot.'],
  'create json user': ['This Kestra instance has no function "json".'],
};

it.each(['1.3-oss', '1.3-oss-authoring', '2.0-oss'] as const)('%s: no false alarm', async (file: File) => {
  const found: Record<string, string[]> = {};
  const taken = takenSources(file);
  for (const name of taken) {
    kestra.answers({
      'POST /main/flows/validate': { json: [0, 1, 2, 3].map((index) => ({ index })) },
      'GET /pebble/functions': recorded('pebble functions', file),
      'GET /pebble/filters': recorded('pebble filters', file),
      'GET /main/secrets': recorded('secrets of a namespace', '2.0-oss'),
      'GET /main/namespaces/rec.demo/secrets': recorded('namespace secrets'),
      'GET /main/namespaces/rec.demo/inherited-secrets': recorded('namespace inherited secrets'),
    });
    const client = new KestraClient(kestra.settings(file.slice(0, 3)));
    const { violations } = await judgeFlow(client, sentBody(name, file));
    if (violations.length > 0) found[name] = violations.map(({ message }) => message);
  }
  const expected = Object.entries(WRONG).filter(([name]) => taken.includes(name));
  expect(found).toEqual(Object.fromEntries(expected));
});
