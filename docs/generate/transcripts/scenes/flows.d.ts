export const FLOWS: Readonly<Record<string, string>>;
