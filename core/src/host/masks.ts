import { redactor, SHORTEST_IN_RESULTS } from '../response/redact.js';

/** Masks secrets in texts that leave the process; those of earlier configurations stay masked. */
export class Masks {
  private readonly secrets = new Set<string>();
  private errors = redactor([]);
  private results = redactor([]);

  add(secrets: readonly string[]): void {
    for (const secret of secrets) this.secrets.add(secret);
    this.errors = redactor([...this.secrets]);
    this.results = redactor([...this.secrets], SHORTEST_IN_RESULTS);
  }

  inErrors(text: string): string {
    return this.errors(text);
  }

  /** Not those that are short enough to be words of the user's content. */
  inResults(text: string): string {
    return this.results(text);
  }
}
