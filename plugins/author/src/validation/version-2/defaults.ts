import type { KestraClient } from '@kestra-mcp/core';
import { isScalar, isSeq } from 'yaml';
import type { Verdict } from '../finding.js';
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

/** Default values that Kestra 2.0 refuses to save. Before 2.0, an execution that uses the default fails. */
export function defaultChanges(flow: FlowDocument): ChangeFinding[] {
  return wrongDefaults(flow).map((one) => ({
    message: `Kestra 2.0 refuses the default ${one.text} of the ${one.type} input "${one.id}". Write a value of that type.`,
    ...placed(flow, one),
    from: one.text,
    ...(one.type === 'SELECT' && { sure: false as const }),
  }));
}

/** Adds wrong default values: as violations if this Kestra refuses them, otherwise as warnings. */
export async function judgeDefaults(
  kestra: KestraClient,
  verdict: Verdict,
  flow: FlowDocument,
): Promise<void> {
  const wrong = wrongDefaults(flow);
  if (wrong.length === 0) return;
  const { checksDefaults } = await kestra.instance.dialect();
  for (const one of wrong) {
    const message = `The default ${one.text} is not a valid value of the ${one.type} input "${one.id}"`;
    const isSaid = verdict.violations.some((said) => said.message.includes(`default for input '${one.id}'`));
    if (!checksDefaults || one.type === 'SELECT') {
      verdict.warnings.push({
        message: `${message}. An execution that uses the default fails.`,
        ...placed(flow, one),
      });
    } else if (!isSaid) {
      verdict.violations.push({ message: `${message}.`, ...placed(flow, one), fails: 'save' });
    }
  }
}

function placed(flow: FlowDocument, { node, index }: WrongDefault) {
  return { path: `inputs[${index}].defaults`, ...flow.place(node) };
}
