import { company, create } from './calls.js';
import { FLOWS } from './flows.js';

const WRONG = FLOWS.hello.replace('log.Log', 'log.Logg');

/** Scenes about content that people write: flows, files and keys. */
export const CONTENT = {
  write: {
    turns: [
      {
        say: 'Write a flow hello in company that logs a greeting',
        calls: [
          { tool: 'validate_flow', args: { yaml_definition: WRONG } },
          { ...create(FLOWS.hello), without: ['source'] },
        ],
      },
    ],
  },
  edit: {
    before: [create(FLOWS.hello)],
    turns: [
      {
        say: 'Change the greeting of hello in company to "Good morning"',
        calls: [
          {
            tool: 'edit_flow',
            args: {
              ...company('hello'),
              edits: [{ find: 'message: Hello', replace: 'message: Good morning' }],
            },
          },
        ],
      },
      {
        say: 'Undo that',
        calls: [{ tool: 'edit_flow', args: { ...company('hello'), restore_revision: 1, revision: 2 } }],
      },
    ],
  },
  files: {
    turns: [
      {
        say: 'Save this query as queries/revenue.sql in company',
        calls: [
          {
            tool: 'namespace_file_action',
            args: {
              ...{ namespace: 'company', action: 'create', path: '/queries/revenue.sql' },
              file_content: 'select sum(amount) from orders;\n',
            },
          },
        ],
      },
      {
        say: 'Which files of company are about revenue?',
        calls: [
          { tool: 'namespace_file_action', args: { namespace: 'company', action: 'search', q: 'revenue' } },
        ],
      },
    ],
  },
  keys: {
    turns: [
      {
        say: 'Store 42 under the key threshold in company, and let it expire after one day',
        calls: [
          {
            tool: 'manage_kv_store',
            args: { namespace: 'company', action: 'set', key: 'threshold', value: '42', ttl: 'P1D' },
          },
        ],
      },
      {
        say: 'What is the threshold of company?',
        calls: [{ tool: 'manage_kv_store', args: { namespace: 'company', action: 'get', key: 'threshold' } }],
      },
    ],
  },
};
