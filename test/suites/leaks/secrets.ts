/** With characters that URLs, JSON, HTML and base64 encode differently, so that every encoding is tested. */
export const PASSWORD = 'vK9/q+Zr&7"pT w=4u%Xm';
export const TOKEN = 'tok_9fQ/x+L7==mZ2vR~4';
export const STATE_KEY = 'state-key/of+32.characters=at_least-7Q';
export const OPTION = 'opt%ion/secret+of"a&plugin 8Zk';
export const USERNAME = 'ada@example.com';
export const BASIC = Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64');

/** The forms in which a text can repeat a secret. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const forms = [
    ...[secret, json, JSON.stringify(json).slice(1, -1), html],
    ...[encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)],
    encodeURIComponent(encodeURIComponent(secret)),
    ...[bytes.toString('base64'), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')],
    ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
  ];
  return [...new Set(forms)];
}

/** The secrets that a text contains, with their form. */
export function toldIn(text: string, secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => formsOf(secret).filter((form) => text.includes(form)));
}
