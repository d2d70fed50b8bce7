/** What stands for a secret's value. */
export const secretValue = (name: string) => `secret of ${name}`;

/** A text with the values of secrets hidden, as Kestra hides them in logs. */
export function withoutSecrets(text: string, names: readonly string[]): string {
  return names.reduce((masked, name) => masked.replaceAll(secretValue(name), '******'), text);
}
