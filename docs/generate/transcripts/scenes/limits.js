import { company } from './calls.js';

const PYTHON = {
  mcpServers: {
    kestra: {
      command: 'docker',
      args: ['run', '-i', '--rm', '-e', 'KESTRA_BASE_URL', 'ghcr.io/kestra-io/mcp-server-python:latest'],
      env: { KESTRA_BASE_URL: 'http://host.docker.internal:8080/api/v1' },
    },
  },
};

/** Scenes about what a restricted server refuses, and the output of commands. */
export const LIMITS = {
  'read-only': {
    flags: ['--read-only'],
    turns: [
      {
        say: 'Run greet in company',
        calls: [{ tool: 'execute_flow', args: company('greet'), refused: true }],
      },
    ],
  },
  'one namespace': {
    env: { KESTRA_MCP_FIXED_NAMESPACES: 'company.team' },
    turns: [
      {
        say: 'Which flows does finance have?',
        calls: [{ tool: 'list_flows_in_namespace', args: { namespace: 'finance' }, refused: true }],
      },
    ],
  },
  doctor: { command: 'doctor' },
  'from python': {
    command: 'doctor --from-python ~/.cursor/mcp.json',
    files: { '.cursor/mcp.json': JSON.stringify(PYTHON) },
  },
};
