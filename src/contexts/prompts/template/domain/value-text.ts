/** Whether a value is given; undefined and null count as absent. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Formats values: strings unchanged, numbers and booleans as text, objects and arrays as JSON, once for each. */
export function valueTexts(): (value: unknown) => string {
  const written = new Map<unknown, string>();
  return (value) => {
    if (typeof value === 'string') return value;
    const text = written.get(value) ?? JSON.stringify(value);
    written.set(value, text);
    return text;
  };
}
