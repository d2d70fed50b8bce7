/** The size of a tool list in bytes, and its estimated tokens at four bytes per token. */
export function costs(tools) {
  const sizes = tools.map((tool) => [tool.name, cost(Buffer.byteLength(JSON.stringify(tool)))]);
  const total = sizes.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  return {
    total: cost(total),
    tools: Object.fromEntries(sizes.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** How much the list has grown since it was accepted, and which tools grew. */
export function growth(accepted, now) {
  const grown = Object.entries(now.tools)
    .map(([name, { bytes }]) => ({ name, bytes: bytes - (accepted.tools[name]?.bytes ?? 0) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
  return { share: now.total.bytes / accepted.total.bytes - 1, grown };
}

function cost(bytes) {
  return { bytes, tokens: Math.round(bytes / 4) };
}
