import type { Finding, Verdict } from '../finding.js';
import type { FlowDocument } from '../source/flow-document.js';
import { pathText } from '../source/walk.js';
import { declaredIn } from './declared.js';
import { placeInScalar } from './position.js';
import { type Known, secretOf, type Wrong, wrongUses } from './rules.js';
import { syntaxProblem } from './syntax.js';
import { type FlowTemplate, isDisabled, templatesOf } from './templates.js';
import type { Words, WordsNeeded } from './words.js';

/** A document with the expressions that are in it. */
export interface Written {
  flow: FlowDocument;
  templates: readonly FlowTemplate[];
}

export function writtenIn(flow: FlowDocument): Written {
  // Of YAML that cannot be read nothing is sure.
  return { flow, templates: flow.part.yaml.errors.length > 0 ? [] : templatesOf(flow) };
}

/** What the instance has to be asked for, to judge these. */
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

/** What of the expressions of a flow is sure to fail when it runs. */
export function checkExpressions(verdict: Verdict, { flow, templates }: Written, words: Words): void {
  const known = { flow, declared: declaredIn(flow), words };
  for (const one of templates) {
    for (const wrong of wrongIn(one, known)) tell(verdict, flow, one, wrong);
  }
}

function wrongIn(one: FlowTemplate, known: Known): Wrong[] {
  const { problem, isOpaque, expressions } = one.template;
  if (isOpaque) return [];
  const syntax = expressions.flatMap((each) => syntaxProblem(each) ?? []);
  const [unread] = [...syntax, ...(problem ? [problem] : [])];
  if (unread === undefined) return wrongUses(one, known);
  return [{ at: unread.at, message: `The expression cannot be read: ${unread.message}.` }];
}

/** Where nothing is rendered for certain, it is no more than a warning. */
function tell(verdict: Verdict, flow: FlowDocument, one: FlowTemplate, { at, message, hint }: Wrong): void {
  const { path, section } = one;
  const place = placeInScalar(flow, one.scalar, at);
  const finding: Finding = { message, path: pathText(path), ...place, ...(hint && { hint }) };
  const isSure = section !== 'other' && !isDisabled(flow, one);
  if (isSure) verdict.violations.push({ ...finding, fails: 'run' });
  else verdict.warnings.push(finding);
}
