import { readdir, readFile } from 'node:fs/promises';
import { type SandboxOptions, startSandbox } from '@kestra-mcp/testing/sandbox';
import { type Line, Screen } from './screen.js';
import { Session } from './session.js';
import {
  askBeforeDeleting,
  diagnose,
  drawDependencies,
  findMistake,
  fixIt,
  runIt,
  type Stage,
} from './steps.js';

const FLOWS = new URL('../flows/', import.meta.url);

/** Shows the main job of kestra-mcp, line by line; throws if a step does not do what it says. */
export async function demo(
  out: (line: Line) => void,
  mode: SandboxOptions['mode'] = 'oss-1.3',
  columns?: number,
): Promise<void> {
  const sandbox = await startSandbox({ mode });
  const sessions: Session[] = [];
  const start = async (...flags: string[]) => {
    const session = await Session.start(sandbox.baseUrl, ...flags);
    sessions.push(session);
    return session;
  };
  try {
    const stage = {
      screen: new Screen(out, columns),
      session: await start(),
      reader: await start('--read-only'),
    };
    await play(stage, await sourcesFor(mode));
  } finally {
    for (const session of sessions) await session.close();
    await sandbox.close();
  }
}

async function play(stage: Stage, sources: readonly string[]): Promise<void> {
  const { screen, session } = stage;
  const [nightly = ''] = sources;
  for (const yaml_definition of sources) await session.call('create_flow_from_yaml', { yaml_definition });
  screen.title('kestra-mcp demo');
  screen.say(
    `An MCP client calls the server, which offers ${await session.tools()} tools and runs against an`,
  );
  screen.say(`in-memory Kestra simulator with ${sources.length} flows. No model and no network are needed.`);
  screen.say('Results are shortened here. A model gets them in full.');
  await findMistake(stage, nightly);
  await fixIt(stage);
  await runIt(stage);
  await diagnose(stage);
  await askBeforeDeleting(stage);
  await drawDependencies(stage);
  screen.title('Next');
  screen.say('node dist/bin.js init             connect your AI client to your Kestra');
  screen.say('node dist/bin.js list --sandbox   see every tool');
}

/** The flows of the demo, `nightly_import` first, as this version of Kestra takes them. */
async function sourcesFor(mode: SandboxOptions['mode']): Promise<string[]> {
  const company = (await readdir(new URL('company/', FLOWS))).sort().map((name) => `company/${name}`);
  const files = ['nightly_import.yaml', ...company].map((name) => new URL(name, FLOWS));
  const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  if (mode === 'oss-1.3') return sources;
  // Kestra 2.0 renamed the condition of a flow trigger.
  return sources.map((source) => source.replace(/preconditions:\n +id: done\n +flows:/, 'dependsOn:'));
}
