import { didYouMean } from '@kestra-mcp/core';
import type { FlowDocument } from '../source/flow-document.js';
import { changedWord } from '../version-2/table.js';
import type { Declared } from './declared.js';
import type { Call, Reference, Uses } from './references.js';
import type { FlowTemplate } from './templates.js';
import type { Words } from './words.js';

/** What is wrong, and at which index of the template. */
export interface Wrong {
  at: number;
  message: string;
  hint?: string | undefined;
}

export interface Known {
  flow: FlowDocument;
  declared: Declared;
  words: Words;
}

/** Finds unknown functions, filters, secrets and names in a template that can be parsed. */
export function wrongUses(one: FlowTemplate, known: Known): Wrong[] {
  const { uses, section } = one;
  const references = section === 'trigger' ? [] : uses.references;
  return [
    ...uses.functions.flatMap((call) => wrongCall(call, uses, known)),
    ...uses.filters.flatMap(({ name, at }) => unknown('filter', name, { at, there: known.words.filters })),
    ...references.flatMap((reference) => wrongReference(reference, one, known.declared)),
  ];
}

/** The name of the secret that a call reads from the flow's own namespace. */
export function secretOf({ name, texts, named, isTolerated }: Call, flow: FlowDocument): string | undefined {
  if (name !== 'secret' || isTolerated) return undefined;
  const isElsewhere = texts.length > 1 ? texts[1] !== flow.namespace : false;
  const isNamed = named.has('namespace') && named.get('namespace') !== flow.namespace;
  return isElsewhere || isNamed ? undefined : (texts[0] ?? named.get('key'));
}

function wrongCall(call: Call, { own, isOpen }: Uses, { flow, words }: Known): Wrong[] {
  const { name, at } = call;
  const secret = secretOf(call, flow);
  const secrets = words.secrets.get(flow.namespace ?? '');
  if (secret !== undefined && secrets && !secrets.has(secret.toUpperCase())) {
    const message = `The namespace ${flow.namespace} has no secret "${secret}".`;
    return [{ at, message, hint: 'Ask an administrator to add it, or use a secret that exists.' }];
  }
  return own.has(name) || isOpen ? [] : unknown('function', name, { at, there: words.functions });
}

function unknown(
  kind: 'function' | 'filter',
  name: string,
  { at, there }: { at: number; there: ReadonlySet<string> | undefined },
): Wrong[] {
  if (there === undefined || there.has(name)) return [];
  const { to, how } = changedWord(kind, name) ?? {};
  const said = to === undefined ? how : there.has(to) && `Use ${to} instead.`;
  const hint = said || didYouMean(name, there).trim();
  return [{ at, message: `This Kestra instance has no ${kind} "${name}".`, hint }];
}

function wrongReference(reference: Reference, one: FlowTemplate, declared: Declared): Wrong[] {
  const { root, member, isTolerated } = reference;
  if (member === undefined || isTolerated || one.uses.own.has(root)) return [];
  if (root === 'inputs') return missing(reference, declared.inputs, `The flow has no input "${member}".`);
  if (root === 'vars') return missing(reference, declared.vars, `The flow has no variable "${member}".`);
  if (root !== 'outputs' || one.section !== 'run') return [];
  return missing(reference, declared.tasks, `The flow has no task "${member}".`);
}

function missing(
  { root, member = '', next, at }: Reference,
  there: ReadonlySet<string> | undefined,
  message: string,
): Wrong[] {
  if (there === undefined || there.has(member)) return [];
  const dashed = next === '-' ? [...there].find((name) => name.startsWith(`${member}-`)) : undefined;
  const hint = dashed
    ? `Write ${root}['${dashed}'], because "-" means minus.`
    : didYouMean(member, there).trim();
  return [{ at, message, hint }];
}
