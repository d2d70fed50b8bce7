import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../../support/paths.js';
import { REQUESTS as TYPE_REQUESTS } from '../../../support/types/requests.js';
import { type Lists, listsNow } from './listed.js';
import { matches, type Ranker, rankerOf } from './ranker.js';
import { REQUESTS } from './requests.js';
import type { SearchedTool } from './searched.js';

/** Most clients show a model the first five results of a search. */
const SHOWN = 5;
/** A tool among the first three may drop by one rank at most. */
const FOREMOST = 3;

const before = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/tool-lists.json'), 'utf8')) as Lists;
const now = await listsNow();

type Request = (typeof REQUESTS)[number];

/** The requests with at least one correct tool in the list. */
function requestsFor(
  tools: readonly SearchedTool[],
  requests: readonly Request[] = REQUESTS,
): readonly Request[] {
  return requests.filter(([, ...right]) => tools.some(({ name }) => right.includes(name)));
}

/** The requests whose tool has dropped out of the results, or has dropped too far from the `foremost` ranks. */
function lost(was: Ranker, is: Ranker, requests: readonly Request[], foremost = FOREMOST): string[] {
  return requests.flatMap(([asked, ...right]) => {
    const [old, rank] = [was(asked, right), is(asked, right)];
    const worse = (old <= SHOWN && rank > SHOWN) || (old <= foremost && rank > old + 1);
    return worse ? [`"${asked}": ${right.join(' or ')} was number ${old} and is number ${rank}`] : [];
  });
}

/** 1 if every tool is found first. */
function meanReciprocalRank(ranker: Ranker, requests: readonly Request[]): number {
  return requests.reduce((sum, [asked, ...right]) => sum + 1 / ranker(asked, right), 0) / requests.length;
}

it('has at least 60 requests, and one for each tool', () => {
  expect(REQUESTS.length).toBeGreaterThanOrEqual(60);
  const wanted = new Set(REQUESTS.flatMap(([, ...right]) => right));
  expect(now.full.map(({ name }) => name).filter((name) => !wanted.has(name))).toEqual([]);
  expect([...wanted].filter((name) => !now.full.some((tool) => tool.name === name))).toEqual([]);
});

describe.each(['default', 'full'] as const)('the list of the preset "%s"', (preset) => {
  const tools = now[preset];
  const requests = requestsFor(tools);
  const [was, is] = [rankerOf(before[preset]), rankerOf(tools)];

  it('loses the tool of no request', () => {
    expect(lost(was, is, requests)).toEqual([]);
  });

  it('is found at least as well as before', () => {
    expect(meanReciprocalRank(is, requests)).toBeGreaterThanOrEqual(meanReciprocalRank(was, requests));
  });

  it('loses no tool in a search by regular expression', () => {
    const found = (list: readonly SearchedTool[], [asked, ...right]: Request) =>
      list.some((tool) => right.includes(tool.name) && matches(tool, asked));
    const gone = requests.filter((request) => found(before[preset], request) && !found(tools, request));
    expect(gone).toEqual([]);
  });

  it('leads whoever seeks a task type to the search for it', () => {
    const seeking = TYPE_REQUESTS.map(([asked]) => [`task type: ${asked}`, 'search_task_types'] as const);
    expect(lost(was, is, seeking, 0)).toEqual([]);
  });

  it('would not pass with a description that says nothing', () => {
    const spoilt = tools.map((tool) => ({ ...tool, description: 'Shows what there is.' }));
    expect(lost(was, rankerOf(spoilt), requests).length).toBeGreaterThan(requests.length / 10);
    const one = tools.map((tool) =>
      tool.name === 'diagnose_execution' ? { ...tool, description: 'Shows what there is.' } : tool,
    );
    expect(lost(was, rankerOf(one), requests).join()).toContain('diagnose_execution');
  });
});
