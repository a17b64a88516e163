import { CORE_SCHEMA, Type, types } from 'js-yaml';
import { keepsDigits } from '#shared/json-numbers';

/** A number that the file says and that its reader would change. */
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

/** YAML 1.2's own types; numbers keep their digits, or ChangedNumber is thrown. */
export const EXACT_SCHEMA = CORE_SCHEMA.extend({
  implicit: [
    exact(types.int, (value) => Number.isSafeInteger(value) && !Object.is(value, -0), String),
    // What lies beyond is written with an exponent: as an integer it would be refused when it is read.
    exact(
      types.float,
      (value) => typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0)),
      (value) => (Number.isInteger(value) && value !== 0 ? value.toExponential() : String(value)),
    ),
  ],
});
