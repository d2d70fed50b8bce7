/** A tool of `tools/list` with what is searched of it: its names and its texts. */
export function searched({ name, title, description, inputSchema }) {
  const described = Object.entries(inputSchema.properties ?? {}).map(
    ([argument, { description = '', enum: values = [] }]) => [
      argument,
      [description, ...values].join(' ').trim(),
    ],
  );
  return { name, title, description, arguments: Object.fromEntries(described) };
}
