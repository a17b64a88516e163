import { isExactNumber } from '#shared/exact-number';

/** What a scalar is read as, or the sentence that says what it must be. */
export type Scalar = { readonly value: unknown } | { readonly fault: string };

/** What tsoa keeps of the `@maxItems` and the like of a DTO; others are not used (a test compares). */
export type Bounds = Readonly<
  Partial<Record<'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems' | 'maxItems', { readonly value: number }>> & {
    pattern?: { readonly value: string };
  }
>;

/** `isText`: the value is a part of the URL or a header, where everything is text. */
type Read = (value: unknown, bounds: Bounds, isText: boolean) => Scalar;

const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/iu;

const fault = (sentence: string): Scalar => ({ fault: sentence });

const text: Read = (value, { minLength, maxLength, pattern }) => {
  if (typeof value !== 'string') return fault('must be a string');
  if (minLength && value.length < minLength.value) return fault(`must be at least ${minLength.value} characters long`);
  if (maxLength && value.length > maxLength.value) return fault(`must be at most ${maxLength.value} characters long`);
  if (pattern && !new RegExp(pattern.value, 'u').test(value)) return fault(`must match ${pattern.value}`);
  return { value };
};

const number =
  (what: string, isOfKind: (value: number, written: string) => boolean): Read =>
  (value, { minimum, maximum }, isText) => {
    const written = String(value);
    if (typeof value !== (isText ? 'string' : 'number') || !DECIMAL.test(written) || !isOfKind(Number(written), written))
      return fault(`must be ${what}`);
    if (isText && !isExactNumber(written.replace(/^\+/u, ''))) return fault('must be a number that keeps its digits');
    if (minimum && Number(written) < minimum.value) return fault(`must be at least ${minimum.value}`);
    if (maximum && Number(written) > maximum.value) return fault(`must be at most ${maximum.value}`);
    return { value: Number(written) };
  };

const integer = number('an integer', (_value, written) => /^[-+]?\d+$/u.test(written));

const truth: Read = (value, _bounds, isText) => {
  const read = isText ? String(value).toLowerCase() : value;
  if (read === (isText ? 'true' : true)) return { value: true };
  if (read === (isText ? 'false' : false)) return { value: false };
  return fault('must be true or false');
};

/** Every scalar type that the routes use (a test compares), by tsoa's name for it. */
export const SCALARS: Readonly<Record<string, Read>> = {
  any: (value) => ({ value }),
  string: text,
  boolean: truth,
  integer,
  double: number('a number', Number.isFinite),
};
