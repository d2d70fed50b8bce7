import { expect, it } from '@jest/globals';
import { fittingText } from './fitting.js';

it.each([
  ['', ['b', 'a'], ['b', 'a']],
  ['te', ['company.team', 'Team', 'x', 'tea'], ['Team', 'tea', 'company.team']],
  ['.*', ['a.*', 'ab'], ['a.*']],
  ['z', ['a'], []],
])('%j of %j is %j', (text, values, fitting) => {
  expect(fittingText(values, text)).toEqual(fitting);
});
