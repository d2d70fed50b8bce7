/** A variable with a secret value, which a client may store itself. */
export interface SecretVariable {
  name: string;
  /** Used instead if a client cannot refer to it. */
  placeholder: string;
  /** The text with which a client asks for it. */
  prompt: string;
  /** The id of the prompt. Servers with the same id share the answer. Default: the name of the variable. */
  input?: string;
}

/** How a client starts the server. */
export interface ServerEntry {
  command: string;
  args: string[];
  env: Record<string, string>;
  secrets: SecretVariable[];
}

export const PASSWORD: SecretVariable = {
  name: 'KESTRA_PASSWORD',
  placeholder: 'your_password',
  prompt: 'Password of the Kestra user',
};
export const API_TOKEN: SecretVariable = {
  name: 'KESTRA_API_TOKEN',
  placeholder: 'your_api_token',
  prompt: 'Kestra API token (Enterprise Edition)',
};
