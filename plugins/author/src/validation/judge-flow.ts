import { InputError, type KestraClient } from '@kestra-mcp/core';
import { checkExpressions, wordsNeeded, writtenIn } from './expressions/check-expressions.js';
import { wordsOf } from './expressions/words.js';
import { inOrder, type Verdict } from './finding.js';
import { tellKestras } from './kestra-says.js';
import { wrongValues } from './properties/check-properties.js';
import { documentedIn } from './properties/documented.js';
import { checksOf } from './source/ask-kestra.js';
import { FlowDocument } from './source/flow-document.js';
import { newNames } from './source/kestra-words.js';
import { remarksOn, repeatedFlows } from './source/remarks.js';
import { Source } from './source/source.js';
import { changesIn } from './version-2/changes.js';
import { judgeDefaults } from './version-2/defaults.js';

export type { Finding, Verdict } from './finding.js';

/** Longest source in characters, and most documents in it. */
const LONGEST = 500_000;
const MOST = 50;

/** What to check in addition to what Kestra checks, and expressions. */
export interface Judging {
  /** Report the changes that Kestra 2.0 needs. */
  forVersion?: '2' | undefined;
  /** Check the values of properties against the documentation of their types. Each type that is not cached is a request. */
  values?: boolean;
}

/** Validates the flows in a YAML source. */
export async function judgeFlow(
  kestra: KestraClient,
  yaml: string,
  { forVersion, values = false }: Judging = {},
): Promise<Verdict> {
  const source = readSource(yaml);
  const verdict: Verdict = {
    valid: true,
    ...{ violations: [], warnings: [], deprecations: [], infos: [], unchecked: [] },
  };
  if (source.parts.length === 0) return nothing(verdict);
  const flows = source.parts.map((part) => writtenIn(new FlowDocument(source, part)));
  const [checks, words, documented] = await Promise.all([
    checksOf(kestra, source.parts),
    wordsOf(kestra, wordsNeeded(flows), verdict.unchecked),
    documentedIn(kestra, values ? flows : []),
  ]);
  for (const [index, written] of flows.entries()) {
    const check = checks[index] ?? { index };
    tellKestras(verdict, written.flow, check);
    checkExpressions(verdict, written, { words, documented });
    verdict.violations.push(...wrongValues(written.flow, documented));
    await judgeDefaults(kestra, verdict, written.flow);
    verdict.warnings.push(...remarksOn(written.flow));
    if (forVersion) verdict.changes = [...(verdict.changes ?? []), ...changesIn(written, newNames(check))];
  }
  verdict.warnings.push(...repeatedFlows(flows.map(({ flow }) => flow)));
  verdict.violations = inOrder(verdict.violations);
  verdict.unchecked.sort();
  return { ...verdict, valid: verdict.violations.length === 0 };
}

function readSource(yaml: string): Source {
  if (yaml.length > LONGEST) {
    throw new InputError(`The YAML has ${yaml.length} characters. The limit for one call is ${LONGEST}.`);
  }
  const source = new Source(yaml);
  if (source.parts.length > MOST) {
    throw new InputError(
      `The YAML contains ${source.parts.length} documents. The limit for one call is ${MOST}.`,
      {
        hint: 'Validate fewer flows in each call.',
      },
    );
  }
  return source;
}

function nothing(verdict: Verdict): Verdict {
  const message = 'The YAML is empty. It contains no flow.';
  return { ...verdict, valid: false, violations: [{ message, line: 1, column: 1, fails: 'save' }] };
}
