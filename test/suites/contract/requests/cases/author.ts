import type { Case } from '../case.js';
import { AWKWARD, FLOW, NAMESPACE, TYPE } from '../ids.js';

const yaml = (message: string) =>
  `id: ${FLOW}\nnamespace: ${NAMESPACE}\ntasks:\n  - id: a\n    type: ${TYPE}\n    message: ${JSON.stringify(message)}\n`;
const useful = yaml(`${AWKWARD} {{ nope() | upper }} {{ secret('KEY') }}`);

export const AUTHOR_CASES: readonly Case[] = [
  { tool: 'validate_flow', args: { yaml_definition: `# plain\n${yaml('hello')}` } },
  { tool: 'validate_flow', args: { yaml_definition: useful } },
  { tool: 'validate_flow', args: { yaml_definition: `${useful}---\n${yaml('two')}`, for_version: '2' } },
];
