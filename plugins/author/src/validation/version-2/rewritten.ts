import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { FlowDocument } from '../source/flow-document.js';
import { textOf } from '../source/nodes.js';
import { CHANGES } from './table.js';

/** A member rewritten for 2.0, if that fits in a line. */
export function rewritten(flow: FlowDocument, name: string, value: unknown): string | undefined {
  if (name === 'conditions') return whenOf(flow, value);
  return name === 'preconditions' ? dependsOnOf(flow, value) : undefined;
}

const CONDITION = 'io.kestra.plugin.core.condition.';

/** Conditions as expressions. */
const WHEN: Readonly<Record<string, (member: (name: string) => string) => string>> = {
  Expression: (member) => member('expression').replace(/^\s*\{\{-?\s*|\s*-?\}\}\s*$/g, ''),
  Weekend: () => 'isWeekend(trigger.date)',
  DayWeek: (member) => `dayOfWeek(trigger.date) == '${member('dayOfWeek')}'`,
  PublicHoliday: (member) => `isPublicHoliday(trigger.date, '${member('country')}')`,
};

/** Joins the conditions with `and`. */
function whenOf(flow: FlowDocument, value: unknown): string | undefined {
  const parts = flow.nodes.items(value).map((condition) => expressionOf(flow, condition));
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  const text = parts.length === 1 ? parts[0] : parts.map((part) => `(${part})`).join(' and ');
  return `when: ${JSON.stringify(`{{ ${text} }}`)}`;
}

function expressionOf(flow: FlowDocument, condition: Node): string | undefined {
  const type = flow.nodes.text(condition, 'type') ?? '';
  const make = type.startsWith(CONDITION) ? WHEN[type.slice(CONDITION.length)] : undefined;
  const missing: string[] = [];
  const member = (name: string) => {
    const text = flow.nodes.text(condition, name);
    if (text === undefined || (name !== 'expression' && !/^[\w-]+$/.test(text))) missing.push(name);
    return text ?? '';
  };
  const expression = make?.(member);
  // A template of several expressions cannot be joined without its braces.
  return missing.length > 0 || expression?.includes('{{') || expression?.includes('{%')
    ? undefined
    : expression;
}

/** Rewrites flows that are given by name. Nothing else is the same on both versions. */
function dependsOnOf(flow: FlowDocument, value: unknown): string | undefined {
  const conditions = flow.nodes.resolve(value);
  const keys = flow.nodes.keys(conditions);
  const flows = flow.nodes.items(flow.nodes.member(conditions, 'flows'));
  if (!isMap(conditions) || flows.length === 0 || keys.some((key) => key !== 'flows' && key !== 'id'))
    return undefined;
  const lines = flows.map((one) => dependency(flow, one));
  return lines.includes(undefined) ? undefined : `dependsOn: [${lines.join(', ')}]`;
}

const KEPT = ['namespace', 'flowId', 'states'];

function dependency(flow: FlowDocument, one: Node): string | undefined {
  if (flow.nodes.keys(one).some((key) => !KEPT.includes(key))) return undefined;
  const parts = KEPT.flatMap((name) => {
    const node = flow.nodes.member(one, name);
    if (isScalar(node)) return [`${name}: ${plain(node)}`];
    return isSeq(node) ? [`${name}: [${flow.nodes.items(node).map(plain).join(', ')}]`] : [];
  });
  return parts.length > 0 ? `{${parts.join(', ')}}` : undefined;
}

function plain(node: unknown): string {
  const said = textOf(node) ?? '';
  const text = CHANGES.find(({ kind, from }) => kind === 'value' && from === said)?.to ?? said;
  return /^[\w.-]+$/.test(text) ? text : JSON.stringify(text);
}
