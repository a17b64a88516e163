/** A value of undefined or null counts as not given. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Strings as they are, numbers and booleans as text, objects and arrays as JSON, which is written once for each. */
export function valueTexts(): (value: unknown) => string {
  const written = new Map<unknown, string>();
  return (value) => {
    if (typeof value === 'string') return value;
    const text = written.get(value) ?? JSON.stringify(value);
    written.set(value, text);
    return text;
  };
}
