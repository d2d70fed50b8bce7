const SAYS = /\b(instead|replaced? by|replacement|use|prefer|favou?r of|moved to|switch to)\b/i;
const LONGEST = 200;

/** The sentence of the documentation that says what to use instead of a deprecated type or property. */
export function insteadOf(...texts: readonly (string | undefined)[]): string | undefined {
  const sentences = texts.flatMap((text) => text?.split(/(?<=[.!?])\s+|\n+/) ?? []);
  const aware = sentences.find((sentence) => /deprecat/i.test(sentence) && SAYS.test(sentence));
  const found = aware ?? sentences.find((sentence) => SAYS.test(sentence));
  return found?.trim().slice(0, LONGEST);
}
