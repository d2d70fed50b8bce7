import type { KestraAuth } from '../settings.js';

/** The `Authorization` header for the configured credentials. */
export function credentialHeader(auth: KestraAuth): Record<string, string> {
  switch (auth.kind) {
    case 'basic':
      return { authorization: `Basic ${basic(auth.username, auth.password)}` };
    case 'bearer':
      return { authorization: `Bearer ${auth.token}` };
    case 'none':
      return {};
  }
}

/** The kind of credentials as errors and `doctor` name it, never their value. */
export function credentialName(auth: KestraAuth): string {
  switch (auth.kind) {
    case 'basic':
      return 'the user name and password from KESTRA_USERNAME and KESTRA_PASSWORD. Check both';
    case 'bearer':
      return 'the API token from KESTRA_API_TOKEN. Check it (Kestra OSS accepts only a user name and password)';
    case 'none':
      return 'no credentials. Set KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN';
  }
}

/** The texts that must never leave the process. */
export function secretsOf(auth: KestraAuth): string[] {
  switch (auth.kind) {
    case 'basic':
      return [auth.password, basic(auth.username, auth.password)];
    case 'bearer':
      return [auth.token];
    case 'none':
      return [];
  }
}

function basic(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
