import * as clack from '@clack/prompts';
import { CLIENTS, type Client } from '../../clients/clients.js';
import { type Launch, possibleLaunches } from '../../clients/launch.js';
import type { Scope } from '../../clients/places.js';
import type { GroupManifest } from '../../plugin/manifest/manifest.js';
import type { Connection } from './answers.js';
import { askConnection } from './ask-connection.js';
import type { InitOptions } from './options.js';
import { answered, Cancelled, type Terminal } from './prompts.js';

const WAYS: { value: Launch; label: string }[] = [
  { value: 'installed', label: 'This installation' },
  { value: 'npx', label: 'npx' },
  { value: 'docker', label: 'Docker' },
];

/** The questions of the wizard. Each has a default that Enter accepts. */
export class Questions {
  constructor(private readonly terminal: Terminal) {}

  begin(): void {
    clack.intro('kestra-mcp: connect your AI clients to Kestra', this.terminal);
  }

  end(text: string): void {
    clack.outro(text, this.terminal);
  }

  async folder(user: string, cwd: string): Promise<string> {
    if (user === cwd) return user;
    return answered(
      clack.select({
        ...this.terminal,
        message: 'Where do you want to store the configuration and the credentials?',
        options: [
          { value: user, label: 'In your home folder, for all your clients', hint: user },
          { value: cwd, label: 'Only in this folder', hint: cwd },
        ],
      }),
    );
  }

  connection(options: InitOptions, start: Connection): Promise<Connection> {
    return askConnection(this.terminal, options, start);
  }

  async again(problem: string): Promise<'again' | 'on'> {
    clack.log.error(problem, this.terminal);
    const answer = await answered(
      clack.select<'again' | 'on' | 'stop'>({
        ...this.terminal,
        message: 'Connecting to Kestra failed with these settings.',
        options: [
          { value: 'again', label: 'Enter the address and the credentials again' },
          { value: 'on', label: 'Continue anyway' },
          { value: 'stop', label: 'Stop without writing anything' },
        ],
      }),
    );
    if (answer === 'stop') throw new Cancelled();
    return answer;
  }

  /** No spinner: it would catch Ctrl-C and end the process with success. */
  busy(text: string): void {
    clack.log.step(text, this.terminal);
  }

  connected(text: string): void {
    clack.log.success(text, this.terminal);
  }

  async groups(known: readonly GroupManifest[], chosen: readonly string[]): Promise<string[]> {
    return answered(
      clack.multiselect({
        ...this.terminal,
        message: 'Which groups of tools do you want to enable?',
        options: known.map(({ name, title, instructions }) => ({
          value: name,
          label: name,
          hint: instructions === undefined ? title : `${title}: ${instructions}`,
        })),
        initialValues: [...chosen],
        // The file may list single tools instead of whole groups.
        required: chosen.length > 0,
      }),
    );
  }

  async readOnly(initialValue: boolean): Promise<boolean> {
    const message = 'Enable read-only mode? Nothing in Kestra can then be changed or run.';
    return answered(clack.confirm({ ...this.terminal, message, initialValue }));
  }

  async clients(found: readonly string[]): Promise<string[]> {
    return answered(
      clack.multiselect({
        ...this.terminal,
        message: 'Which clients do you want to connect? (Select none to skip.)',
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
        message: 'Connect them in all your projects, or only in this folder?',
        options: [
          { value: 'user', label: 'In all your projects' },
          { value: 'project', label: 'Only in this folder' },
        ],
      }),
    );
  }

  async launch(initialValue: Launch): Promise<Launch> {
    const options = WAYS.filter(({ value }) => possibleLaunches().includes(value));
    if (options.length === 1) return initialValue;
    const message = 'How do you want the clients to start the server?';
    return answered(clack.select<Launch>({ ...this.terminal, initialValue, message, options }));
  }

  async replace({ title }: Client, path: string, other: string): Promise<boolean> {
    const message = `${title}: ${other} (${path}). Replace it? The file is backed up.`;
    return answered(clack.confirm({ ...this.terminal, message, initialValue: true }));
  }
}
