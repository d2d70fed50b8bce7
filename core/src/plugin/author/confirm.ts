import type { KestraClient } from '../../kestra/client.js';
import type { ToolContext } from './context.js';

/** What a look at what would be lost is given: no way to ask, since nothing is lost by looking. */
export interface ConfirmContext extends Omit<ToolContext, 'ask'> {
  readonly kestra: KestraClient;
  /** The plugin's options, validated; empty when it has none. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a call takes away, or does to very many things: what a person is asked before it is done. */
export interface Loss {
  /**
   * What the call will do, to go on from "This will": `delete 34 executions of company.team`. Names in it that came from
   * Kestra are best quoted, with `quoted`.
   */
  will: string;
  /** How many it takes away, where `names` are some of them only. */
  count?: number;
  /** Their names, as Kestra has them. The host quotes them and shows the first ones. */
  names?: readonly string[];
  /**
   * What must not change between the question and the call, else it is asked anew: such as a revision. All of the above
   * when left out; where lines are still being written, what stays the same of them.
   */
  asOf?: unknown;
}

/** How a tool says what it would take away. */
export interface Confirm<Input> {
  /**
   * True where a call takes away or starts more than one thing: more than 20 executions, a whole directory. A client that
   * cannot be asked has to confirm that by an echo. Called with arguments that have been checked; it asks nobody.
   */
  bulk?(input: Input): boolean;
  /**
   * Looks at what would be lost, and changes nothing. `undefined`: nothing needs a yes, since nothing is there or the call
   * will be refused: the handler says so itself.
   */
  loses(input: Input, context: ConfirmContext): Promise<Loss | undefined> | Loss | undefined;
}
