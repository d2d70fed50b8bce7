export interface Place {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** A folder for notes of its own. */
  folder: string;
}

export function run(
  commands: string,
  place: Place,
  onText?: (text: string) => void,
): Promise<{ printed: string; cwd: string }>;
