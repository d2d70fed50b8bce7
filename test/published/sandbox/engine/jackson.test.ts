import { describe, expect, test } from '@jest/globals';
import { readJson, readJsonList } from './jackson.js';

describe('JSON that Jackson refuses', () => {
  test.each([
    ['plain', "Unrecognized token 'plain': was expecting", 1],
    ['[1, two]', "Unrecognized token 'two': was expecting", 5],
    ["{'a': 1}", `Unexpected character (''' (code 39)): was expecting double-quote to start field name`, 2],
    ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon", 6],
    ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 4],
    ['1;2', "Unexpected character (';' (code 59)): Expected space separating root-level values", 2],
    ['{"a": 1', 'Unexpected end-of-input', 8],
  ])('%s', (text, words, column) => {
    expect(() => readJson(text)).toThrow(words);
    expect(() => readJson(text)).toThrow(`line: 1, column: ${column}]`);
  });

  test.each([
    ['"a"', 'String value (token `JsonToken.VALUE_STRING`)'],
    ['1.5', 'Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)'],
    ['{}', 'Object value (token `JsonToken.START_OBJECT`)'],
    ['true', 'Boolean value (token `JsonToken.VALUE_TRUE`)'],
  ])('%s is no list', (text, words) => {
    expect(() => readJsonList(text)).toThrow(words);
  });
});
