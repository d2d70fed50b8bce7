import type { Scalar, YAMLMap } from 'yaml';
import type { FlowDocument } from '../source/flow-document.js';
import { walk } from '../source/walk.js';
import { readTemplate, type Template } from './lexer.js';
import { type Uses, usesOf } from './references.js';

/** The part of a flow that a template is in. It decides what can be checked. */
export type Section = 'run' | 'trigger' | 'other';

/** A text of a flow that contains expressions. */
export interface FlowTemplate {
  scalar: Scalar;
  path: readonly (string | number)[];
  section: Section;
  /** The maps around it, outermost first. */
  holders: readonly YAMLMap[];
  template: Template;
  uses: Uses;
}

const RUN = new Set(['tasks', 'errors', 'finally', 'afterExecution', 'outputs']);
/** Members with texts for people. */
const PROSE = new Set(['description', 'displayName', 'title', 'documentation']);

export function templatesOf(flow: FlowDocument): FlowTemplate[] {
  const found: FlowTemplate[] = [];
  walk(flow.root, {
    scalar: (scalar, path, holders) => {
      const { value } = scalar;
      if (typeof value !== 'string' || !/\{[{%]/.test(value) || PROSE.has(String(path.at(-1)))) return;
      const template = readTemplate(value);
      const section = sectionOf(String(path[0]));
      found.push({
        ...{ scalar, path: [...path], section, holders: [...holders] },
        ...{ template, uses: usesOf(template) },
      });
    },
  });
  return found;
}

function sectionOf(first: string): Section {
  if (RUN.has(first)) return 'run';
  return first === 'triggers' ? 'trigger' : 'other';
}

/** Whether something around the template is disabled. */
export function isDisabled(flow: FlowDocument, { holders }: FlowTemplate): boolean {
  return holders.some((map) => map !== flow.root && flow.nodes.text(map, 'disabled') === 'true');
}
