/** How a version reads the values of inputs. */
export interface InputRules {
  /** A value of the wrong type is rejected with Kestra's own message. Otherwise its parser is quoted. */
  ownWords: boolean;
  /** A value that is not in a SELECT is always rejected. Otherwise only if the input is required. */
  listedOnly: boolean;
}

export const INPUTS_1_3: InputRules = { ownWords: false, listedOnly: false };
export const INPUTS_2_0: InputRules = { ownWords: true, listedOnly: true };

/** A value that is invalid for its input. Kestra puts the name of the input in front. */
export class InputError extends Error {}

/** A value that a parser rejected. Kestra quotes the parser instead. */
export class InputParseError extends Error {
  constructor(detail: string) {
    super(` errors:\n\`\`\`\n${detail}\n\`\`\``);
  }
}

/** The message for a text that is not a value of a Java type, or `otherwise` if the version quotes the parser. */
export function notConverted(value: string, type: string, rules: InputRules, otherwise: () => Error): Error {
  return rules.ownWords ? new InputError(`Cannot convert value '${value}' to ${type}`) : otherwise();
}
