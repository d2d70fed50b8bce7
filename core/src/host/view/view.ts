import { callTool } from '../../call/call.js';
import type { CompletionAsked } from '../../call/complete/complete.js';
import { getPrompt } from '../../call/prompt.js';
import { readResource } from '../../call/read.js';
import { KestraMcpError } from '../../foundation/errors.js';
import { ownKey } from '../../foundation/keys/own-key.js';
import type { Log } from '../../foundation/log.js';
import type { Caller } from '../../kestra/caller.js';
import { secretsOf } from '../../kestra/wire/credentials.js';
import { currentCaller, duringCall } from '../../kestra/wire/scope.js';
import type { CallContext } from '../../plugin/author/context.js';
import { work } from '../../process/memory.js';
import { VERSION } from '../../process/version.js';
import { lending } from '../../response/lent.js';
import type { ChangedLists } from '../../selection/live.js';
import type { Narrowing } from '../../selection/narrowing.js';
import type { Selection } from '../../selection/selection.js';
import type { ServedHost } from '../../server/served-host.js';
import { callServices } from '../call-services.js';
import type { CurrentState } from '../current-state.js';
import type { Sights } from './sights.js';

type Arguments = Record<string, unknown>;

/** The caller of a view, and the narrowing that the caller asks for. */
export interface Seen {
  /** Undefined for the host itself, with the configured credentials. */
  caller?: Caller;
  narrowing?: Narrowing;
}

/** What a view needs from its host. */
export interface Viewed {
  current: CurrentState;
  sights: Sights;
  log: Log;
  fault: (text: string) => void;
  /** Starts to load what calls will need. */
  warmUp: () => void;
}

/**
 * The host as one caller sees it through one narrowing. It shares the plugins, but has its own selection, and requests
 * to Kestra use the caller's credentials. If a request runs as a caller (`asCaller`), that caller's credentials apply.
 */
export class HostView implements ServedHost {
  readonly version = VERSION;

  constructor(
    private readonly host: Viewed,
    private readonly seen: Seen = {},
  ) {
    if (seen.caller !== undefined) this.refuseTenant(seen.caller);
  }

  get sharing(): object {
    const { caller, narrowing } = this.seen;
    return caller === undefined && narrowing === undefined ? this.host.current : this;
  }

  get sandbox(): boolean {
    return this.host.current.state.config.sandbox !== undefined;
  }

  get callerKey(): string | undefined {
    return this.who()?.key;
  }

  stateKey(): string {
    return this.host.current.state.config.stateKey ?? ownKey();
  }

  selection(): Selection {
    const { caller = currentCaller(), narrowing } = this.seen;
    return this.host.sights.selection(caller, narrowing);
  }

  onSelectionChange(listener: (changed: ChangedLists) => void): () => void {
    const { caller, narrowing } = this.seen;
    const { current, sights } = this.host;
    if (caller === undefined && narrowing === undefined) return current.live.onChange(listener);
    return sights.watch(() => this.selection(), listener);
  }

  async ready(): Promise<void> {
    const caller = this.who();
    if (caller === undefined) return this.host.current.awaitEdition();
    return this.host.sights.learn(caller, this.seen.narrowing);
  }

  isProvisional(): boolean {
    const { caller = currentCaller(), narrowing } = this.seen;
    const { current, sights } = this.host;
    return caller === undefined ? current.live.waitsForEdition : sights.waitsFor(caller, narrowing);
  }

  listed(): void {
    this.host.warmUp();
    if ((this.seen.caller ?? currentCaller()) === undefined) this.host.current.askEdition();
  }

  call(name: string, given: Arguments, context: CallContext) {
    work();
    return this.during(() => callTool(this.services({ name, given }), name, given, context));
  }

  read(name: string, variables: Record<string, string>, context: CallContext) {
    return this.during(() => readResource(this.services({ name, variables }), name, variables, context));
  }

  async complete(asked: CompletionAsked, context: CallContext) {
    const { complete } = await import('../../call/complete/complete.js');
    return this.during(() => complete(this.services(asked), asked, context));
  }

  prompt(name: string, given: Arguments, context: CallContext) {
    return this.during(() => getPrompt(this.services({ name, given }), name, given, context));
  }

  lookAtTask(id: string, context: CallContext) {
    work();
    return this.during(async () => {
      const { lookAtTask } = await import('../../call/task/look.js');
      return lookAtTask(this.services({ id }), id, context);
    });
  }

  cancelTask(id: string) {
    return this.during(async () => {
      const { cancelTask } = await import('../../call/task/look.js');
      return cancelTask(this.services({ id }), id);
    });
  }

  /** Serves a call on behalf of its caller, and masks the caller's credentials in all output. */
  private async during<T>(run: () => Promise<T>): Promise<T> {
    const caller = this.who();
    const { readOnly = false } = this.seen.narrowing ?? {};
    if (caller === undefined) return readOnly ? duringCall({ readOnly }, run) : run();
    this.refuseTenant(caller);
    return lending(caller.key, secretsOf(caller.auth), () => duringCall({ caller, readOnly }, run));
  }

  private services(own: unknown) {
    const { current, log, fault } = this.host;
    return callServices(current, log, { fault, own, selection: () => this.selection() });
  }

  /** A view that outlives a request has no credentials. Each request brings its own. */
  private who(): Caller | undefined {
    const now = currentCaller();
    const { caller = now } = this.seen;
    if (now !== undefined && caller?.key !== now.key) {
      throw new KestraMcpError('KMCP_UNAUTHORIZED', 'This session belongs to another caller or tenant.', {
        hint: 'Start your own session.',
      });
    }
    return now ?? caller;
  }

  private refuseTenant({ tenant }: Caller): void {
    const { fixed } = this.host.current.state.config.tools;
    if (tenant === undefined || fixed?.tenant === undefined || tenant === fixed.tenant) return;
    throw new KestraMcpError('KMCP_OUTSIDE', `This server works only in the tenant "${fixed.tenant}".`, {
      hint: 'Omit the tenant.',
    });
  }
}
