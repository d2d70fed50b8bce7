import { describe, expect, it } from '@jest/globals';
import { isCertain, rank, score, verdict } from './find.js';

const flow = (id: string, namespace = 'company.team') => ({ id, namespace });
const names = (query: string, ...flows: { id: string; namespace: string }[]) =>
  rank(query, flows).map(({ flow_id }) => flow_id);

describe('score', () => {
  it.each([
    ['hello-world', 1],
    ['company.team.hello-world', 1],
    ['company.team/hello-world', 1],
    ['Hello World', 0.99],
    ['HELLO_WORLD', 0.99],
    ['company team hello world', 0.99],
    ['', 0],
    ['???', 0],
  ])('of %j for hello-world is %d', (query, expected) => {
    expect(score(query, flow('hello-world'))).toBe(expected);
  });

  it('falls from the whole name over its parts to its likeness', () => {
    const id = flow('daily-sales-report');
    const falling = ['daily sales report', 'daily sales', 'report daily', 'daily sale reprot', 'weekly', 'x'];
    const scores = falling.map((query) => score(query, id));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it('knows a name within a sentence', () => {
    expect(score('the flow daily-sales please', flow('daily-sales'))).toBeGreaterThan(0.7);
  });
});

describe('rank', () => {
  it('has the likely flows only, best first, equals by name, each once', () => {
    const flows = [flow('hello_b'), flow('goodbye'), flow('hello'), flow('hello_a'), flow('hello_a')];
    expect(names('hello', ...flows)).toEqual(['hello', 'hello_a', 'hello_b']);
    expect(names('helo', ...flows)).toEqual(['hello']);
    expect(names('zzz', ...flows)).toEqual([]);
  });

  it('keeps flows of one name in two namespaces', () => {
    expect(rank('f', [flow('f', 'b'), flow('f', 'a')]).map(({ namespace }) => namespace)).toEqual(['a', 'b']);
  });
});

describe('isCertain', () => {
  const of = (...scores: number[]) =>
    isCertain(scores.map((score) => ({ ...flow('f'), flow_id: 'f', score })));

  it.each([
    [[], false],
    [[0.69], false],
    [[0.8], true],
    [[0.9, 0.81], false],
    [[0.95, 0.8], true],
    [[1, 0.99], true],
    [[1, 1], false],
  ])('of %j is %p', (scores, certain) => {
    expect(of(...scores)).toBe(certain);
  });
});

describe('verdict', () => {
  const answer = (query: string, ...flows: { id: string; namespace: string }[]) =>
    verdict(query, rank(query, flows));

  it('names the flow that is meant', () => {
    expect(answer('Hello World', flow('hello-world'), flow('other'))).toEqual({
      found: true,
      message: 'Found the flow "hello-world" in namespace "company.team".',
      match: { namespace: 'company.team', flow_id: 'hello-world' },
      matches: [{ namespace: 'company.team', flow_id: 'hello-world', score: 0.99 }],
    });
  });

  it('does not choose one that is hardly alike', () => {
    const result = answer('ohter', flow('other'));
    expect(result).toMatchObject({ found: true, message: 'One flow has a similar name.' });
    expect(result).not.toHaveProperty('match');
  });

  it('does not choose between two', () => {
    const result = answer('f', flow('f', 'a'), flow('f', 'b'));
    expect(result).toMatchObject({
      found: true,
      message: '2 flows have similar names. The best matches come first.',
    });
    expect(result).not.toHaveProperty('match');
  });

  it('shows five at most', () => {
    const many = Array.from({ length: 9 }, (_, n) => flow(`hello_${n}`));
    const { message, matches } = answer('hello', ...many);
    expect(message).toMatch(/^9 flows/);
    expect(matches).toHaveLength(5);
  });

  it('says where there is none, when one namespace was asked for', () => {
    expect(verdict('zzz', [], 'sales').message).toBe(
      'No flow in namespace "sales" or its children has a name like "zzz". Use search_flows to search in the YAML.',
    );
  });

  it('says when there is none', () => {
    expect(answer('zzz', flow('hello'))).toEqual({
      found: false,
      message: 'No flow has a name like "zzz". Use search_flows to search in the YAML.',
      matches: [],
    });
  });
});
