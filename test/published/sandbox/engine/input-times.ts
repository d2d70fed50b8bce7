import type { InputDefinition } from '../flow/definition.js';
import type { Json } from '../json.js';
import { isoDuration } from '../time.js';
import { InputError, InputParseError, type InputRules, notConverted } from './input-rules.js';
import { durationSeconds, instant, JavaTimeError, localDate, localTime, storedInstant } from './java-time.js';

type Reader = (raw: Json, input: InputDefinition, rules: InputRules) => Json;

// All values of one type have the same format, so they can be compared as texts.
const bounded =
  (javaType: string, read: (text: string) => string): Reader =>
  (raw, { after, before }, rules) => {
    const text = String(raw);
    const value = inJava(text, javaType, rules, read);
    if (typeof after === 'string' && value < read(after))
      throw new InputError(`it must be after \`${after}\``);
    if (typeof before === 'string' && value > read(before))
      throw new InputError(`it must be before \`${before}\``);
    return value;
  };

export const readDate = bounded('LocalDate', localDate);
export const readTime = bounded('LocalTime', localTime);
export const readInstant = bounded('Instant', instant);

/** A duration. A number means seconds, as the execution stores it. */
export const readDuration: Reader = (raw, { min, max }, rules) => {
  const seconds = typeof raw === 'number' ? raw : inJava(String(raw), 'Duration', rules, durationSeconds);
  const bound = (value: Json | undefined) => (typeof value === 'string' ? durationSeconds(value) : undefined);
  const [least, most] = [bound(min), bound(max)];
  if (least !== undefined && seconds < least) throw new InputError(`It must be more than \`${String(min)}\``);
  if (most !== undefined && seconds > most) throw new InputError(`It must be less than \`${String(max)}\``);
  return isoDuration(Math.round(seconds * 1_000_000));
};

/** A value as the execution stores it: timestamps with six decimals, durations in seconds. */
export function storedValue(value: Json | undefined, { type }: InputDefinition): Json {
  if (typeof value !== 'string') return value ?? null;
  if (type === 'DATETIME') return storedInstant(value);
  return type === 'DURATION' ? durationSeconds(value) : value;
}

function inJava<T>(text: string, javaType: string, rules: InputRules, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof JavaTimeError)) throw error;
    throw notConverted(text, javaType, rules, () => new InputParseError(error.message));
  }
}
