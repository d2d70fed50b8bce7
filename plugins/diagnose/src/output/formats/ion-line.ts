import { type dom, IonTypes, loadAll } from 'ion-js';

/** The value of a line of text ION; undefined for a line that is not one value. */
export function readIonLine(line: string): { value: unknown } | undefined {
  try {
    const values = loadAll(line);
    const [only] = values;
    return only !== undefined && values.length === 1 ? { value: plain(only) } : undefined;
  } catch {
    return undefined;
  }
}

function plain(value: dom.Value): unknown {
  if (value.isNull()) return null;
  switch (value.getType()) {
    case IonTypes.INT:
      return exact(Number(value.numberValue()), String(value.bigIntValue()));
    case IonTypes.DECIMAL:
      return exact(value.numberValue() ?? 0, String(value.decimalValue()));
    case IonTypes.FLOAT:
      return value.numberValue();
    case IonTypes.BOOL:
      return value.booleanValue();
    case IonTypes.STRUCT:
      return Object.fromEntries(value.fields().map(([name, member]) => [name, plain(member)]));
    case IonTypes.LIST:
    case IonTypes.SEXP:
      return value.elements().map(plain);
    default:
      // Texts, moments, bytes.
      return JSON.parse(JSON.stringify(value));
  }
}

/** A number that JSON can carry, or else its digits. */
function exact(number: number, digits: string): number | string {
  const isSafe = Number.isInteger(number) ? Number.isSafeInteger(number) : digits.length <= 15;
  return isSafe ? number : digits;
}
