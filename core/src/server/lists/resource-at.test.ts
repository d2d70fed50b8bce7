import { expect, it } from '@jest/globals';
import type { Selection } from '../../selection/selection.js';
import { resourceAt } from './resource-at.js';

const selectionOf = (uris: readonly string[]) =>
  ({
    resources: new Map(
      uris.map((uri) => [uri, { feature: { manifest: { uri } }, enabled: !uri.includes('off') }]),
    ),
  }) as unknown as Selection;
const FEW = ['kestra://flows/{namespace}/{id}', 'kestra://executions/{id}', 'kestra://off/{id}'];

it.each([
  [FEW, 'kestra://flow/company/zz', ' Did you mean kestra://flows/{namespace}/{id}?'],
  [FEW, 'kestra://flows/zz', ' Did you mean kestra://flows/{namespace}/{id}?'],
  [FEW, 'kestra://of/a', ' The resources are: kestra://flows/{namespace}/{id}, kestra://executions/{id}.'],
  [Array.from({ length: 11 }, (_, at) => `kestra://things${at}/{id}`), 'x://a', ''],
  [[], 'x://a', ''],
])('%#: what there is instead', (uris, uri, text) => {
  expect(() => resourceAt(selectionOf(uris), uri)).toThrow(
    expect.objectContaining({ message: `There is no resource ${uri}.${text}` }),
  );
});
