import type { Finding, Verdict } from '../finding.js';
import type { Documented } from '../properties/documented.js';
import type { FlowDocument } from '../source/flow-document.js';
import type { Place } from '../source/source.js';
import { pathText } from '../source/walk.js';
import { declaredIn } from './declared.js';
import { placesIn } from './position.js';
import { type Known, secretOf, type Wrong, wrongUses } from './rules.js';
import { syntaxProblem, unpairedTag } from './syntax.js';
import { type FlowTemplate, isDisabled, templatesOf } from './templates.js';
import type { Words, WordsNeeded } from './words.js';

/** A flow document with its expressions. */
export interface Written {
  flow: FlowDocument;
  templates: readonly FlowTemplate[];
}

export function writtenIn(flow: FlowDocument): Written {
  // Nothing is certain about YAML that cannot be parsed.
  return { flow, templates: flow.part.yaml.errors.length > 0 ? [] : templatesOf(flow) };
}

/** What to ask the instance for in order to check these expressions. */
export function wordsNeeded(all: readonly Written[]): WordsNeeded {
  const uses = all.flatMap(({ templates }) => templates.map((one) => one.uses));
  const namespaces = all.flatMap(({ flow, templates }) => {
    const hasSecrets = templates.some(({ uses }) => uses.functions.some((call) => secretOf(call, flow)));
    return hasSecrets && flow.namespace ? [flow.namespace] : [];
  });
  return {
    functions: uses.some(({ functions }) => functions.length > 0),
    filters: uses.some(({ filters }) => filters.length > 0),
    secretsOf: [...new Set(namespaces)],
  };
}

/** What the instance said about its expressions and types. */
export interface Learnt {
  words: Words;
  documented: Documented;
}

/** Adds what is certain to fail in the expressions of a flow when it runs. */
export function checkExpressions(verdict: Verdict, { flow, templates }: Written, learnt: Learnt): void {
  const known = { flow, declared: declaredIn(flow), words: learnt.words };
  for (const one of templates) {
    const isSure = isRendered(flow, one, learnt.documented);
    const place = placesIn(flow, one.scalar);
    const wrong = wrongIn(one, known).sort((a, b) => a.at - b.at);
    for (const each of wrong) tell(verdict, { one, isSure, place: place(each.at) }, each);
  }
}

function wrongIn(one: FlowTemplate, known: Known): Wrong[] {
  const { problem, isOpaque, expressions } = one.template;
  if (isOpaque) return [];
  const syntax = expressions.flatMap((each) => syntaxProblem(each) ?? []);
  const unpaired = problem ? undefined : unpairedTag(expressions);
  const [unread] = [...syntax, problem ?? unpaired].filter((each) => each !== undefined);
  if (unread === undefined) return wrongUses(one, known);
  return [{ at: unread.at, message: `The expression cannot be parsed: ${unread.message}.` }];
}

interface Told {
  one: FlowTemplate;
  isSure: boolean;
  place: Place;
}

/** Whether Kestra certainly renders the template, as far as the instance says. */
function isRendered(flow: FlowDocument, one: FlowTemplate, documented: Documented): boolean {
  const type = flow.nodes.text(one.holders.at(-1), 'type') ?? '';
  const property = documented.get(type)?.[String(one.path.at(-1))];
  return one.section !== 'other' && !isDisabled(flow, one) && property?.$dynamic !== false;
}

/** Adds a violation, or only a warning if it is not certain that the template is rendered. */
function tell(verdict: Verdict, { one, isSure, place }: Told, { message, hint }: Wrong): void {
  const finding: Finding = { message, path: pathText(one.path), ...place, ...(hint && { hint }) };
  if (isSure) verdict.violations.push({ ...finding, fails: 'run' });
  else verdict.warnings.push(finding);
}
