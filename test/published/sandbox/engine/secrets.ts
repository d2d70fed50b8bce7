/** Replaces the value of a secret. */
export const secretValue = (name: string) => `secret of ${name}`;

/** Hides the values of secrets in a text, as Kestra does in logs. */
export function withoutSecrets(text: string, names: readonly string[]): string {
  return names.reduce((masked, name) => masked.replaceAll(secretValue(name), '******'), text);
}
