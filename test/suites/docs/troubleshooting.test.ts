import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { CALLS } from './errors/calls.js';
import { HTTP } from './errors/http.js';
import { KESTRA } from './errors/kestra.js';
import { START } from './errors/start.js';
import { TRUST } from './errors/trust.js';

const PROVOKED = { ...START, ...TRUST, ...KESTRA, ...HTTP, ...CALLS };
const PAGE = readFileSync(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');
const HEADINGS = [...PAGE.matchAll(/^### (.*)$/gm)].map(([, heading = '']) => heading);

/** The heading as a pattern: `…` matches any text on one line. */
function printed(heading: string): RegExp {
  return new RegExp(heading.split('…').map(literally).join('.+'));
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

describe('docs/troubleshooting.md', () => {
  it('has the errors that are provoked here, each once', () => {
    expect([...HEADINGS].sort()).toEqual(Object.keys(PROVOKED).sort());
  });

  it.each(Object.entries(PROVOKED))('%s', async (heading, provoke) => {
    expect(await provoke()).toMatch(printed(heading));
  });
});
