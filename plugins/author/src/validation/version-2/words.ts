import type { Written } from '../expressions/check-expressions.js';
import type { Token } from '../expressions/lexer.js';
import { placesIn } from '../expressions/position.js';
import type { FlowTemplate } from '../expressions/templates.js';
import { type ChangeFinding, told } from './finding.js';
import { CHANGES, type Change, LOOPS } from './table.js';

/** A word of an expression, and its index in the template. */
interface Word {
  change: Change;
  at: number;
}

/** Functions, filters and variables that have another name in 2.0. */
export function wordChanges({ flow, templates }: Written): ChangeFinding[] {
  return templates.flatMap((one) => {
    const isInLoop = one.holders.some((map) => LOOPS.includes(flow.nodes.text(map, 'type') ?? ''));
    const words = [...named(one), ...(isInLoop ? ofLoop(one) : [])];
    const place = placesIn(flow, one.scalar);
    const inOrder = words.sort((a, b) => a.at - b.at);
    return inOrder.map(({ change, at }) => ({
      ...told(flow, change, { node: one.scalar, path: one.path }),
      ...place(at),
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

/** A word as it is written: a function with its parentheses, a filter after its bar. */
function spoken(change: Change): Change {
  const sign = (word: string) => (change.kind === 'function' ? `${word}()` : `| ${word}`);
  return { ...change, from: sign(change.from), ...(change.to && { to: sign(change.to) }) };
}

/** What may come before `taskrun.value`. */
const LEADING: readonly (readonly string[])[] = [['parents', '[', '*', ']', '.'], ['parent', '.'], []];

function ofLoop({ template }: FlowTemplate): Word[] {
  return template.expressions.flatMap(({ tokens }) =>
    tokens.flatMap((token, index) => {
      const isRun = token.kind === 'name' && token.text === 'taskrun' && tokens[index + 1]?.text === '.';
      return isRun ? variableAt(tokens, index) : [];
    }),
  );
}

function variableAt(tokens: readonly Token[], index: number): Word[] {
  const textAt = (at: number) => (tokens[at]?.kind === 'text' ? undefined : tokens[at]?.text);
  const leading = LEADING.find((parts) =>
    parts.every((part, nth) => {
      const text = textAt(index - parts.length + nth);
      return part === '*' ? /^\d+$/.test(text ?? '') : text === part;
    }),
  );
  const first = index - (leading?.length ?? 0);
  const from = [
    ...tokens.slice(first, index).map(({ text }) => text),
    'taskrun',
    '.',
    textAt(index + 2),
  ].join('');
  const named = (name: string) => CHANGES.find((one) => one.kind === 'variable' && one.from === name);
  const change = named(from) ?? named(from.replace(/\d+/, '*'));
  // A member of something else with the same name.
  if (change === undefined || textAt(first - 1) === '.') return [];
  const isSubscript = textAt(first - 1) === '[' && textAt(index + 3) === ']';
  const spoken = { ...change, from };
  return [{ change: isSubscript ? withoutSubscript(spoken) : spoken, at: tokens[first]?.at ?? 0 }];
}

/** An iteration has its own outputs. */
function withoutSubscript({ to: _, ...change }: Change): Change {
  const how = 'An iteration reads its own outputs, so remove the subscript.';
  return { ...change, how, from: `[${change.from}]`, sure: false };
}
