import type { Readable, Writable } from 'node:stream';
import * as clack from '@clack/prompts';
import { CLIENTS, type Client } from '../../clients/clients.js';
import type { Launch } from '../../clients/launch.js';
import type { Scope } from '../../clients/places.js';
import { parseBaseUrl } from '../../config/base-url.js';
import type { KestraAuth } from '../../config/config.js';
import { Invalid, parseTenant, parseToken } from '../../config/values.js';
import type { GroupManifest } from '../../plugin/manifest.js';
import type { Connection } from './answers.js';
import type { InitOptions } from './options.js';

/** Whoever was asked has gone away; nothing is written. */
export class Cancelled extends Error {}

export interface Terminal {
  input: Readable;
  output: Writable;
}

/** The questions of the wizard; each has an answer already that Enter takes. */
export class Questions {
  constructor(private readonly terminal: Terminal) {}

  begin(): void {
    clack.intro('kestra-mcp: your Kestra for AI clients', this.terminal);
  }

  end(text: string): void {
    clack.outro(text, this.terminal);
  }

  async folder(user: string, cwd: string): Promise<string> {
    if (user === cwd) return user;
    return answered(
      clack.select({
        ...this.terminal,
        message: 'Where shall the configuration and the credentials go?',
        options: [
          { value: user, label: 'For all your clients', hint: user },
          { value: cwd, label: 'For this folder', hint: cwd },
        ],
      }),
    );
  }

  async connection(options: InitOptions, start: Connection): Promise<Connection> {
    const baseUrl = options.baseUrl ?? (await this.text('Address of Kestra', start.baseUrl, parseBaseUrl));
    const { baseUrl: url, tenant: named } = parseBaseUrl(baseUrl);
    const tenant =
      options.tenant ??
      named ??
      (await this.text(
        'Tenant (main, unless your Enterprise Edition has others)',
        start.tenant,
        parseTenant,
      ));
    return { baseUrl: url, tenant, auth: await this.auth(options, start.auth) };
  }

  async again(problem: string): Promise<'again' | 'on'> {
    clack.log.error(problem, this.terminal);
    const answer = await answered(
      clack.select<'again' | 'on' | 'stop'>({
        ...this.terminal,
        message: 'Kestra could not be used like that.',
        options: [
          { value: 'again', label: 'Enter address and credentials again' },
          { value: 'on', label: 'Go on all the same' },
          { value: 'stop', label: 'Stop, and write nothing' },
        ],
      }),
    );
    if (answer === 'stop') throw new Cancelled();
    return answer;
  }

  /** Runs what takes a while. */
  async busy<T>(message: string, run: () => Promise<T>): Promise<T> {
    const spinner = clack.spinner(this.terminal);
    spinner.start(message);
    try {
      return await run();
    } finally {
      spinner.clear();
    }
  }

  connected(text: string): void {
    clack.log.success(text, this.terminal);
  }

  async groups(known: readonly GroupManifest[], chosen: readonly string[]): Promise<string[]> {
    return answered(
      clack.multiselect({
        ...this.terminal,
        message: 'Which tools?',
        options: known.map(({ name, title, instructions }) => ({
          value: name,
          label: name,
          hint: instructions ?? title,
        })),
        initialValues: [...chosen],
        required: true,
      }),
    );
  }

  async readOnly(initialValue: boolean): Promise<boolean> {
    const message = 'Read-only? Then nothing can be changed or run.';
    return answered(clack.confirm({ ...this.terminal, message, initialValue }));
  }

  async clients(found: readonly string[]): Promise<string[]> {
    return answered(
      clack.multiselect({
        ...this.terminal,
        message: 'Which clients shall know it? (None: choose nothing)',
        options: CLIENTS.map(({ id, title }) => ({
          value: id,
          label: title,
          ...(found.includes(id) && { hint: 'found' }),
        })),
        initialValues: [...found],
        required: false,
      }),
    );
  }

  async scope(): Promise<Scope> {
    return answered(
      clack.select<Scope>({
        ...this.terminal,
        message: 'In all your projects, or in this folder alone?',
        options: [
          { value: 'user', label: 'In all your projects' },
          { value: 'project', label: 'In this folder' },
        ],
      }),
    );
  }

  async launch(): Promise<Launch> {
    return answered(
      clack.select<Launch>({
        ...this.terminal,
        message: 'How shall the clients start it?',
        options: [
          { value: 'installed', label: 'This installation' },
          { value: 'npx', label: 'npx', hint: 'needs the package on npm' },
          { value: 'docker', label: 'Docker', hint: 'needs the published image' },
        ],
      }),
    );
  }

  async replace({ title }: Client, path: string, name: string): Promise<boolean> {
    const message = `${title} has another server named "${name}" (${path}). Take its place? It is backed up.`;
    return answered(clack.confirm({ ...this.terminal, message, initialValue: true }));
  }

  private async auth({ auth, username }: InitOptions, start: KestraAuth): Promise<KestraAuth> {
    const kind = auth ?? (username === undefined ? await this.authKind(start) : 'basic');
    if (kind === 'none') return { kind };
    if (kind === 'token') {
      const known = start.kind === 'bearer' ? start.token : undefined;
      return { kind: 'bearer', token: await this.secret('API token', known, parseToken) };
    }
    const basic = start.kind === 'basic' ? start : undefined;
    const name = username ?? (await this.text('User name', basic?.username ?? '', notEmpty));
    return {
      kind: 'basic',
      username: name,
      password: await this.secret('Password', basic?.password, notEmpty),
    };
  }

  private async authKind({ kind }: KestraAuth): Promise<'none' | 'basic' | 'token'> {
    return answered(
      clack.select<'none' | 'basic' | 'token'>({
        ...this.terminal,
        message: 'How does Kestra let you in?',
        initialValue: kind === 'bearer' ? 'token' : kind,
        options: [
          { value: 'basic', label: 'User name and password' },
          { value: 'token', label: 'API token', hint: 'Enterprise Edition' },
          { value: 'none', label: 'No authentication' },
        ],
      }),
    );
  }

  private async text(
    message: string,
    initialValue: string,
    parse: (value: unknown) => unknown,
  ): Promise<string> {
    return answered(
      clack.text({ ...this.terminal, message, initialValue, validate: (value) => reason(value, parse) }),
    );
  }

  private async secret(
    message: string,
    known: string | undefined,
    parse: (value: unknown) => unknown,
  ): Promise<string> {
    const given = await answered(
      clack.password({
        ...this.terminal,
        message: known === undefined ? message : `${message} (Enter: as it is)`,
        validate: (value) => (known !== undefined && !value ? undefined : reason(value, parse)),
      }),
    );
    return given || (known ?? '');
  }
}

async function answered<T>(asked: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await asked;
  if (clack.isCancel(answer)) throw new Cancelled();
  return answer as Exclude<T, symbol>;
}

/** What is wrong with an answer; undefined when nothing is. */
function reason(value: string | undefined, parse: (value: unknown) => unknown): string | undefined {
  try {
    parse(value ?? '');
    return undefined;
  } catch (error) {
    if (error instanceof Invalid) return `It ${error.message}`;
    throw error;
  }
}

function notEmpty(value: unknown): void {
  if (value === '') throw new Invalid('must not be empty.');
}
