import { describe, expect, it } from '@jest/globals';
import { outcomeOf, targetOf } from './outcome.js';

describe('how a request ended', () => {
  it.each([
    ['ok', { content: [] }],
    ['ok', { resultType: 'complete', isError: false }],
    ['error', { content: [], isError: true }],
    ['asked', { resultType: 'input_required', requestState: 's' }],
    ['task', { resultType: 'task', taskId: 't' }],
    ['ok', undefined],
  ])('is %s', (outcome, result) => expect(outcomeOf(result)).toBe(outcome));
});

describe('what a request is about', () => {
  const isKnown = (name: string) => name === 'find_flow' || name === 'triage';
  it.each([
    ['tools/call', { name: 'find_flow' }, 'find_flow'],
    ['prompts/get', { name: 'triage' }, 'triage'],
    ['tools/call', { name: 'made_up' }, undefined],
    ['tools/call', { name: ['find_flow'] }, undefined],
    ['tools/call', undefined, undefined],
    ['tools/list', { name: 'find_flow' }, undefined],
  ])('of %s with %j', (method, params, target) => expect(targetOf({ method, params }, isKnown)).toBe(target));
});
