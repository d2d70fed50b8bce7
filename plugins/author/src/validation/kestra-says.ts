import type { FlowCheck } from '@kestra-mcp/core';
import type { Finding, Verdict } from './finding.js';
import type { FlowDocument } from './source/flow-document.js';
import { type Said, saidOf } from './source/kestra-words.js';
import { locate, placeOfPath, segmentsOf } from './source/locate.js';
import { hintOf } from './version-2/table.js';

const OUTDATED =
  'The YAML has an old revision number, because somebody else has saved the flow since then. Remove the revision line.';

/** Most findings for which to look up the place, more than a result shows. */
const MOST_PLACED = 1_000;

/** Adds what Kestra says about one document, with places in the text. */
export function tellKestras(verdict: Verdict, flow: FlowDocument, check: FlowCheck): void {
  const { constraints, outdated = false, warnings, infos, deprecationPaths } = check;
  const at = (said: Said): Finding => {
    const { message, path } = said;
    const hint = [hintOf(message), said.hint].filter(Boolean).join(' ');
    return { ...inWords(message, path), ...locate(flow, said), ...(hint && { hint }) };
  };
  for (const [index, said] of (constraints === undefined ? [] : saidOf(constraints)).entries()) {
    const { message, path } = said;
    const finding = index < MOST_PLACED ? at(said) : inWords(message, path);
    verdict.violations.push({ ...finding, fails: 'save' });
  }
  for (const message of warnings ?? []) verdict.warnings.push(at({ message }));
  for (const message of infos ?? []) verdict.infos.push(at({ message }));
  if (outdated) {
    verdict.warnings.push({ message: OUTDATED, path: 'revision', ...placeOfPath(flow, 'revision') });
  }
  for (const path of deprecationPaths ?? []) {
    verdict.deprecations.push({ message: deprecated(flow, path), path, ...placeOfPath(flow, path) });
  }
}

/** Kestra's message, which begins with the path. */
function inWords(message: string, path: string | undefined): Finding {
  return path === undefined ? { message } : { message: `${path}: ${message}`, path };
}

function deprecated(flow: FlowDocument, path: string): string {
  const type = /\]$/.test(path) ? flow.nodes.text(flow.follow(segmentsOf(path)).node, 'type') : undefined;
  return `${type ?? path} is deprecated.`;
}
