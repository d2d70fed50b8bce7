/** A variable whose value is a secret, which a client may keep for itself. */
export interface SecretVariable {
  name: string;
  /** What stands in its place where a client has no way to refer to it. */
  placeholder: string;
  /** What a client says when it asks for it. */
  prompt: string;
  /** The id of that question, which servers with the same one share; of the variable when left out. */
  input?: string;
}

/** How a client starts the host. */
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
