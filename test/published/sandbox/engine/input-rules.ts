/** How a version reads the values of inputs. */
export interface InputRules {
  /** A value of the wrong type is refused in Kestra's own words; otherwise its parser is quoted. */
  ownWords: boolean;
  /** What a SELECT does not list is refused always; otherwise only where the input is required. */
  listedOnly: boolean;
}

export const INPUTS_1_3: InputRules = { ownWords: false, listedOnly: false };
export const INPUTS_2_0: InputRules = { ownWords: true, listedOnly: true };

/** A value that does not fit its input; Kestra names the input in front of it. */
export class InputError extends Error {}

/** A value that a parser refused; Kestra quotes the parser instead. */
export class InputParseError extends Error {
  constructor(detail: string) {
    super(` errors:\n\`\`\`\n${detail}\n\`\`\``);
  }
}

/** What a version says of a text that is no value of a Java type; `otherwise` where it quotes the parser. */
export function notConverted(value: string, type: string, rules: InputRules, otherwise: () => Error): Error {
  return rules.ownWords ? new InputError(`Cannot convert value '${value}' to ${type}`) : otherwise();
}
