import { InputError, type Label } from '@kestra-mcp/core';

/** Labels as Kestra takes them, from `key:value` or from objects with both. */
export function labelsOf(given: readonly unknown[] | undefined): Label[] | undefined {
  return given?.map((label) => {
    if (typeof label === 'string' && label.indexOf(':') > 0) return split(label);
    if (typeof label === 'object' && label !== null && 'key' in label && 'value' in label) {
      return { key: String(label.key), value: String(label.value) };
    }
    const shown = JSON.stringify(label).slice(0, 60);
    throw new InputError(`The argument "labels" holds ${shown}: write each as "key:value".`);
  });
}

function split(label: string): Label {
  const colon = label.indexOf(':');
  return { key: label.slice(0, colon), value: label.slice(colon + 1) };
}
