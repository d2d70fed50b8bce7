// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import {
  definePlugin,
  definePrompt,
  defineResource,
  defineTool,
  Injectable,
  KestraClient,
  PluginLog,
  type PluginServices,
  pluginOptions,
} from '@kestra-mcp/core';
import * as z from 'zod';

const schema = z.strictObject({
  owner: z.string(),
  hours: z.number().default(24),
  token: z.string().meta({ secret: true }).optional(),
});

class Settings extends pluginOptions(schema) {
  get shown(): string {
    return `${this.owner}: ${this.hours.toFixed()} ${this.token?.length}`;
  }
}

@Injectable()
export class Diary {
  constructor(
    private readonly settings: Settings,
    private readonly log: PluginLog,
  ) {}

  write(): void {
    this.log.info(this.settings.owner.toUpperCase() + this.settings.shown);
    // @ts-expect-error there is no such level
    this.log.critical('x');
    // @ts-expect-error `hours` is a number
    this.settings.hours.toUpperCase();
    // @ts-expect-error `token` may be left out
    this.settings.token.toUpperCase();
    // @ts-expect-error there is no such option
    this.settings.ownr;
  }
}

export const settings = new Settings({ owner: 'data', hours: 1 });

// @ts-expect-error `owner` is missing
export const lacks = new Settings({ hours: 1 });

// @ts-expect-error options are an object
pluginOptions(z.string());

const group = { name: 'things', title: 'Things' };
const about = { group, name: 'get_thing', description: 'D.', effect: 'read' } as const;
const io = { input: z.strictObject({}), output: z.object({ shown: z.string() }) };

export const tool = defineTool({
  ...about,
  ...io,
  async handler(_, { kestra, options, get, signal, progress }) {
    signal.throwIfAborted();
    await progress('half', 1, 2);
    const client: KestraClient = kestra;
    const same: KestraClient = get(KestraClient);
    const flows = await client.flows.list('a');
    get(Diary).write();
    return { shown: `${get(Settings).shown} ${options.owner} ${flows.length} ${same === client}` };
  },
});

defineTool({
  ...about,
  ...io,
  handler: (_, context) => {
    // @ts-expect-error a function writes to the client with `log()`, not to the host's log
    context.log.info('x');
    // @ts-expect-error an option is of no known type
    context.options.owner.length;
    // @ts-expect-error options are not written to
    context.options.owner = 'x';
    // @ts-expect-error get() is asked with a class
    context.get('Settings');
    return { shown: '' };
  },
});

const resource = defineResource({ group, name: 'report', uri: 'a:b', description: 'D.', handler: () => '' });
const prompt = definePrompt({ group, name: 'greet', description: 'D.', handler: () => '' });

export default definePlugin({
  id: 'things',
  tools: [tool],
  resources: [resource],
  prompts: [prompt],
  providers: [Diary],
  options: Settings,
  async onInit({ kestra, options, log, get }: PluginServices) {
    log.info(`${get(Settings).shown} ${options.owner}`);
    await kestra.instance.configs();
  },
  onDispose: ({ get }) => get(Diary).write(),
});

export const bySchema = definePlugin({ id: 'things', options: schema });

// @ts-expect-error options are a class made with pluginOptions, or an object's schema
definePlugin({ id: 'things', options: { owner: 'text' } });

// @ts-expect-error a class of another kind
definePlugin({ id: 'things', options: Diary });

// @ts-expect-error of an object
definePlugin({ id: 'things', options: z.string() });

// @ts-expect-error onInit is a function
definePlugin({ id: 'things', onInit: true });

// @ts-expect-error what it returns is of no use
definePlugin({ id: 'things', onInit: () => 7 });

// @ts-expect-error there is no such service
definePlugin({ id: 'things', onDispose: ({ logger }) => logger });

// @ts-expect-error a tool is none
definePlugin({ id: 'things', resources: ['sla://report'] });

// @ts-expect-error prompts are made with definePrompt
definePlugin({ id: 'things', prompts: [{ name: 'greet' }] });
