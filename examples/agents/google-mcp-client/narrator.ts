import { type Event, getFunctionResponses } from '@google/adk';
import { Refused } from './explain.ts';

interface CallResult {
  isError?: boolean;
  content?: { text?: string }[];
  error?: string;
}

/** Prints tool calls on stderr and the answer on stdout while they arrive, and remembers how the calls went. */
export class Narrator {
  #answered = false;
  #succeeded = false;
  #failure: string | undefined;

  /** Prints tokens as they arrive. ADK repeats a text as a whole after its parts. */
  tell(event: Event): void {
    if (event.errorCode || event.errorMessage) throw new Refused(event.errorCode, event.errorMessage);
    for (const { text, thought, functionCall } of event.content?.parts ?? []) {
      if (functionCall && !event.partial) this.#announce(functionCall.name);
      if (text && event.partial && !thought) this.#print(text);
    }
    for (const { response } of getFunctionResponses(event)) this.#remember(response as CallResult);
  }

  /** Throws if the model gave no answer or if every tool call failed. */
  end(): void {
    if (!this.#answered) throw new Error('The model gave no answer.');
    this.#print('\n');
    if (this.#failure !== undefined && !this.#succeeded) {
      throw new Error(`No call of Kestra's tools succeeded. ${this.#failure}`);
    }
  }

  #announce(tool = ''): void {
    // Separates the text before a call from the text after it.
    if (this.#answered) process.stdout.write('\n');
    process.stderr.write(`• ${tool}\n`);
  }

  #print(text: string): void {
    this.#answered = true;
    process.stdout.write(text);
  }

  #remember({ isError, content = [], error }: CallResult): void {
    const failure = isError ? content.map(({ text }) => text).join('\n') : error;
    if (failure === undefined) this.#succeeded = true;
    else this.#failure ??= failure;
  }
}
