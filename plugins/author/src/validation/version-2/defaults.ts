import { isScalar, isSeq } from 'yaml';
import type { Finding } from '../finding.js';
import type { FlowDocument } from '../source/flow-document.js';
import { textOf } from '../source/nodes.js';
import type { ChangeFinding } from './finding.js';

/** Text that is a number, by type of input; of others nothing is sure. */
const NUMBERS: Readonly<Record<string, RegExp>> = {
  INT: /^[-+]?[\d_]+$/,
  FLOAT: /^[-+]?(\d|\.\d)/,
};

/** A default that is not of its input's type. */
export interface WrongDefault {
  id: string;
  type: string;
  text: string;
  node: unknown;
  index: number;
}

/** Of inputs that are numbers, or one of some values. */
export function wrongDefaults(flow: FlowDocument): WrongDefault[] {
  return flow.nodes.items(flow.nodes.member(flow.root, 'inputs')).flatMap((input, index) => {
    const type = flow.nodes.text(input, 'type') ?? '';
    const node = flow.nodes.member(input, 'defaults');
    const text = textOf(node);
    // What YAML reads as a number is one, however it is written.
    const isText = isScalar(node) && typeof node.value === 'string';
    if (!isText || text === undefined || text.includes('{')) return [];
    const isWrong = type === 'SELECT' ? !isOneOf(flow, input, text) : NUMBERS[type]?.test(text) === false;
    return isWrong ? [{ id: flow.nodes.text(input, 'id') ?? '', type, text, node, index }] : [];
  });
}

function isOneOf(flow: FlowDocument, input: unknown, text: string): boolean {
  const values = flow.nodes.member(input, 'values');
  if (!isSeq(values) || flow.nodes.text(input, 'allowCustomValue') === 'true') return true;
  return flow.nodes.items(values).some((value) => textOf(value) === text || textOf(value) === undefined);
}

/** 2.0 refuses to save them; before, a run that gives no other value fails. */
export function defaultChanges(flow: FlowDocument): ChangeFinding[] {
  return wrongDefaults(flow).map((one) => ({
    message: `Kestra 2.0 refuses the default ${one.text} of the ${one.type} "${one.id}". Write one of its type.`,
    ...placed(flow, one),
    from: one.text,
    ...(one.type === 'SELECT' && { sure: false as const }),
  }));
}

export function defaultWarnings(flow: FlowDocument): Finding[] {
  return wrongDefaults(flow).map((one) => ({
    message: `The default ${one.text} is no value of the ${one.type} "${one.id}": a run that gives no other one fails.`,
    ...placed(flow, one),
  }));
}

function placed(flow: FlowDocument, { node, index }: WrongDefault) {
  return { path: `inputs[${index}].defaults`, ...flow.place(node) };
}
