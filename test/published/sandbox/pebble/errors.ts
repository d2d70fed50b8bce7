const PEBBLE = 'io.pebbletemplates.pebble.error.';

/** An expression that Pebble cannot parse or render. With its position, it has Kestra's message. */
export class PebbleError extends Error {
  /** The failure of a template, with Kestra's message. */
  in(template: string, line: number): PebbleError {
    return new PebbleError(`${PEBBLE}ParserException: ${this.message} (${template}:${line})`);
  }
}

/** An operation that does not exist, for example an unknown function. */
export class EvaluationError extends PebbleError {
  override in(template: string, line: number): PebbleError {
    return new PebbleError(`${PEBBLE}PebbleException: ${this.message} (${template}:${line})`);
  }
}

/** A missing variable, or a missing key of one. */
export class UnknownName extends PebbleError {
  override in(template: string, line: number): UnknownName {
    return new UnknownName(
      `Unable to find \`${this.message}\` used in the expression \`${template}\` at line ${line}`,
    );
  }
}
