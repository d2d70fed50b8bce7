import { describeReplay } from './replay/describe-replay.js';

const PLUGINS = 'describes the plugins of a real server';

/** Recorded entries that the sandbox does not answer as Kestra did, and why not. */
const NOT_SERVED: Record<string, string> = {
  'plugin schema of flow': PLUGINS,
  'plugin groups': PLUGINS,
  'plugin inputs': PLUGINS,
  'dashboard chart data': 'what charts show is not computed',
  blueprints: 'Kestra fetches them from the internet',
  usages: 'statistics of a real server',
};

describeReplay('1.3-oss.json', 'oss-1.3', NOT_SERVED);
