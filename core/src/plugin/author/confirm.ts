import type { KestraClient } from '../../kestra/client.js';
import type { ToolContext } from './context.js';

/** The context of `loses`. It cannot ask, because nothing is lost by looking. */
export interface ConfirmContext extends Omit<ToolContext, 'ask'> {
  readonly kestra: KestraClient;
  /** The plugin's options, validated. Empty if it has none. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a call deletes, or the bulk operation it runs. A person confirms this first. */
export interface Loss {
  /**
   * What the call will do, as the continuation of "This will": `delete 34 executions of company.team`. Quote names from
   * Kestra with `quoted`.
   */
  will: string;
  /** The total number, if `names` only contains some of them. */
  count?: number;
  /** Their names in Kestra. The host quotes them and shows the first ones. */
  names?: readonly string[];
  /**
   * What must not change between the question and the call, such as a revision; otherwise the question is asked again.
   * Default: all of the above. For something that is still growing, give the part that stays the same.
   */
  asOf?: unknown;
}

/** How a tool declares what it would delete. */
export interface Confirm<Input> {
  /**
   * Returns true if a call affects more than one thing, such as more than 20 executions or a whole directory. If the
   * client cannot show a form, the model must then confirm it with an echo. Called with validated arguments. Must not
   * ask anyone.
   */
  bulk?(input: Input): boolean;
  /**
   * Finds out what would be lost, without changing anything. Returns `undefined` if no confirmation is needed, because
   * nothing exists or the handler will reject the call.
   */
  loses(input: Input, context: ConfirmContext): Promise<Loss | undefined> | Loss | undefined;
}
