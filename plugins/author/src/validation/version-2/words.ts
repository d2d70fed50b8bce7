import type { Written } from '../expressions/check-expressions.js';
import { placeInScalar } from '../expressions/position.js';
import type { FlowTemplate } from '../expressions/templates.js';
import { type ChangeFinding, told } from './finding.js';
import { CHANGES, type Change, LOOPS } from './table.js';

/** A word of an expression, and where it is in its template. */
interface Word {
  change: Change;
  at: number;
}

const LOOP_WORD = /(?:parents\[0\]\.|parent\.)?\btaskrun\.(?:value|iteration)\b/g;

/** Functions, filters and variables that 2.0 calls otherwise. */
export function wordChanges({ flow, templates }: Written): ChangeFinding[] {
  return templates.flatMap((one) => {
    const isInLoop = one.holders.some((map) => LOOPS.includes(flow.nodes.text(map, 'type') ?? ''));
    const words = [...named(one), ...(isInLoop ? ofLoop(one) : [])];
    return words.map(({ change, at }) => ({
      ...told(flow, change, { node: one.scalar, path: one.path }),
      ...placeInScalar(flow, one.scalar, at),
    }));
  });
}

function named({ uses, template }: FlowTemplate): Word[] {
  if (template.isOpaque) return [];
  const of = (kind: Change['kind'], name: string, at: number) => {
    const change = CHANGES.find((one) => one.kind === kind && one.from === name);
    return change && !uses.own.has(name) ? [{ change: spoken(change), at }] : [];
  };
  return [
    ...uses.functions.flatMap(({ name, at }) => of('function', name, at)),
    ...uses.filters.flatMap(({ name, at }) => of('filter', name, at)),
  ];
}

/** As a word is written: a function with its brackets, a filter behind its bar. */
function spoken(change: Change): Change {
  const sign = (word: string) => (change.kind === 'function' ? `${word}()` : `| ${word}`);
  return { ...change, from: sign(change.from), ...(change.to && { to: sign(change.to) }) };
}

function ofLoop({ scalar, template }: FlowTemplate): Word[] {
  const value = String(scalar.value);
  return template.expressions.flatMap(({ at, end, tokens }) =>
    [...value.slice(at, end).matchAll(LOOP_WORD)].flatMap((found) => {
      const from = at + found.index;
      const isQuoted = tokens.some(
        (one) => one.kind === 'text' && from > one.at && from < one.at + one.text.length,
      );
      const change = CHANGES.find((one) => one.kind === 'variable' && one.from === found[0]);
      if (isQuoted || change === undefined) return [];
      const isSubscript = value[from - 1] === '[' && value[from + found[0].length] === ']';
      return [{ change: isSubscript ? withoutSubscript(change) : change, at: from }];
    }),
  );
}

/** An iteration has outputs of its own. */
function withoutSubscript({ to: _, ...change }: Change): Change {
  const how = 'Inside an iteration its outputs are meant: leave the subscript away.';
  return { ...change, how, from: `[${change.from}]`, sure: false };
}
