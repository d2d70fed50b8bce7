export interface Cost {
  bytes: number;
  tokens: number;
}

export interface Costs {
  total: Cost;
  tools: Record<string, Cost>;
}

export declare function costs(tools: readonly { name: string }[]): Costs;

export declare function growth(
  accepted: Costs,
  now: Costs,
): { share: number; grown: { name: string; bytes: number }[] };
