/** The searchable parts of a tool from `tools/list`: its name and texts. */
export function searched({ name, title, description, inputSchema }) {
  const described = Object.entries(inputSchema.properties ?? {}).map(
    ([argument, { description = '', enum: values = [] }]) => [
      argument,
      [description, ...values].join(' ').trim(),
    ],
  );
  return { name, title, description, arguments: Object.fromEntries(described) };
}
