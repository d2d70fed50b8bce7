import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { route } from '../kestra/wire/route.js';
import { type Observer, observe } from './observer.js';
import { templateOf } from './route-templates.js';

const BLIND: Observer = {
  served: (_, run) => run(),
  failed: () => undefined,
  asked: (_, send) => send({}),
};

describe('the template of a path', () => {
  let stop = (): void => undefined;
  beforeAll(() => {
    stop = observe(BLIND);
  });
  afterAll(() => stop());

  it('has a mark in the place of each value', () => {
    expect(templateOf(route`flows/${'company.team'}/${'search'}/revisions`)).toBe('flows/{}/{}/revisions');
    expect(templateOf(route`configs`)).toBe('configs');
  });

  it('is the first word alone where no template made the path, if that is one of Kestra', () => {
    expect(templateOf('flows/secret.namespace/secret-flow')).toBe('flows/…');
    expect(templateOf('secret/flows')).toBe('…');
    expect(templateOf('')).toBe('…');
  });

  it('is forgotten before there are too many of them', () => {
    const path = route`executions/${'first'}`;
    for (let index = 0; index < 1_000; index += 1) route`executions/${index}`;
    expect(templateOf(path)).toBe('executions/…');
    expect(templateOf('executions/999')).toBe('executions/{}');
  });

  it('is not kept while nobody watches', () => {
    stop();
    expect(templateOf(route`executions/${'unwatched'}`)).toBe('executions/…');
  });
});
