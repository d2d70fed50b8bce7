import { testHost } from '@kestra-mcp/testing';
import { startSandbox } from '@kestra-mcp/testing/sandbox';
import { definitions } from '../../../support/plugins/first-party.js';
import { type SearchedTool, searched } from './searched.js';

/** The tools of the default preset, and those of `full` on an Enterprise Edition. */
export type Lists = Record<'default' | 'full', SearchedTool[]>;

/** The lists that clients get now. */
export async function listsNow(): Promise<Lists> {
  const plugins = await definitions();
  const listOf = async (mode: 'oss-2.0' | 'ee-2.0', tools: { preset?: 'full'; enable?: string[] }) => {
    const kestra = await startSandbox({ mode });
    const host = await testHost({ plugins, kestra, tools });
    const list = await host.list();
    await host.close();
    await kestra.close();
    return list.map(searched);
  };
  return {
    default: await listOf('oss-2.0', {}),
    full: await listOf('ee-2.0', { preset: 'full', enable: ['ee'] }),
  };
}
