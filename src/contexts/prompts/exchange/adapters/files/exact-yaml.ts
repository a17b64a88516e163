import { CORE_SCHEMA, Type, types } from 'js-yaml';
import { keepsDigits } from '#shared/json-numbers';

/** The file contains a number that a reader of the file would change. */
export class ChangedNumber extends Error {
  constructor(readonly literal: string) {
    super(`${literal} changes`);
  }
}

const isKept = (literal: string, value: number): boolean =>
  Number.isInteger(value) && /^[-+]?0[box]/u.test(literal)
    ? Number.isSafeInteger(value)
    : Number.isFinite(value) && keepsDigits(literal.replaceAll('_', '').replace(/^\+/u, ''));

const exact = ({ tag, resolve, construct }: Type, predicate: (value: unknown) => boolean, represent: (value: number) => string): Type =>
  new Type(tag, {
    kind: 'scalar',
    resolve,
    predicate,
    represent,
    construct: (literal) => {
      const value = construct(literal);
      if (!isKept(literal, value)) throw new ChangedNumber(literal);
      return value;
    },
  });

/** The types of YAML 1.2. Numbers keep their digits, or ChangedNumber is thrown. */
export const EXACT_SCHEMA = CORE_SCHEMA.extend({
  implicit: [
    exact(types.int, (value) => Number.isSafeInteger(value) && !Object.is(value, -0), String),
    // Larger integers are written with an exponent, because the reader refuses them as integers.
    exact(
      types.float,
      (value) => typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0)),
      (value) => (Number.isInteger(value) && value !== 0 ? value.toExponential() : String(value)),
    ),
  ],
});
