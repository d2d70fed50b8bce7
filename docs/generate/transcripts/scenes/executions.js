import { readdirSync } from 'node:fs';
import { ROOT, read } from '../../read.js';
import { company, create, diagnoseListed, execute } from './calls.js';
import { FLOWS } from './flows.js';

const DEMO = 'examples/demo/flows/company';
const demoFlows = () =>
  readdirSync(new URL(DEMO, ROOT))
    .sort()
    .map((name) => create(read(`${DEMO}/${name}`)));

/** Scenes about executions: run, diagnose, approve, backfill. */
export const EXECUTIONS = {
  diagnose: {
    before: [create(FLOWS.nightly_import), execute('nightly_import')],
    turns: [
      {
        say: 'Why did the nightly import fail?',
        calls: [
          {
            tool: 'list_executions',
            args: { ...company('nightly_import'), state: ['FAILED'], count: 1 },
            without: ['labels'],
          },
          diagnoseListed(),
        ],
      },
    ],
  },
  dependencies: {
    before: demoFlows(),
    turns: [
      {
        say: 'How do the flows of company depend on each other?',
        calls: [
          { tool: 'list_namespace_dependencies', args: { namespace: 'company' }, without: ['mermaid'] },
        ],
      },
    ],
  },
  run: {
    before: [create(FLOWS.greet)],
    turns: [
      {
        say: 'Run greet in company with user = Ada, wait for it, and show me its logs',
        calls: [
          execute('greet', { inputs: { user: 'Ada' } }),
          { tool: 'get_execution_logs', args: (results) => ({ execution_id: results.at(-1).id }) },
        ],
      },
    ],
  },
  'wrong input': {
    before: [create(FLOWS.greet)],
    turns: [
      {
        say: 'Run greet in company with usr = Ada',
        calls: [{ ...execute('greet', { inputs: { usr: 'Ada' } }), refused: true, without: [] }],
      },
    ],
  },
  backfill: {
    before: [create(FLOWS.daily_report)],
    turns: [
      {
        say: 'Backfill daily_report in company for 1 to 3 October, and wait until all executions have started',
        calls: [
          {
            tool: 'backfill_executions',
            args: { ...company('daily_report'), start: '2026-10-01', end: '2026-10-04', wait: true },
          },
        ],
      },
      {
        say: 'Run the latest of them again',
        calls: [
          {
            tool: 'replay_execution',
            args: { ...company('daily_report'), wait: true },
            without: ['histories', 'labels', 'metadata', 'taskRunList'],
          },
        ],
      },
    ],
  },
  approve: {
    before: [create(FLOWS.rollout), execute('rollout')],
    turns: [
      {
        say: 'Which executions in company are waiting for approval?',
        calls: [
          {
            tool: 'list_executions',
            args: { namespace: 'company', state: ['PAUSED'] },
            without: ['labels'],
          },
          diagnoseListed(),
        ],
      },
      {
        say: 'Approve it. The reason is "tested on staging"',
        calls: [
          {
            tool: 'resume_execution',
            args: (results) => ({
              execution_ids: [results.at(-2).results[0].id],
              on_resume: { reason: 'tested on staging' },
              wait: true,
            }),
            without: ['histories', 'labels', 'metadata', 'originalId', 'taskRunList'],
          },
        ],
      },
    ],
  },
};
