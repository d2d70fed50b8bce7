const PEBBLE = 'io.pebbletemplates.pebble.error.';

/** An expression that Pebble cannot read or fill in, in Kestra's words once it is known where it stands. */
export class PebbleError extends Error {
  /** The failure of a template as Kestra tells it. */
  in(template: string, line: number): PebbleError {
    return new PebbleError(`${PEBBLE}ParserException: ${this.message} (${template}:${line})`);
  }
}

/** Something that cannot be done with what is there: a function that does not exist, for instance. */
export class EvaluationError extends PebbleError {
  override in(template: string, line: number): PebbleError {
    return new PebbleError(`${PEBBLE}PebbleException: ${this.message} (${template}:${line})`);
  }
}

/** A variable, or a member of one, that is not there. */
export class UnknownName extends PebbleError {
  override in(template: string, line: number): UnknownName {
    return new UnknownName(
      `Unable to find \`${this.message}\` used in the expression \`${template}\` at line ${line}`,
    );
  }
}
