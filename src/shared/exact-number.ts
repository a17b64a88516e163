const LITERAL = /^-?(?=\.?\d)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/iu;
/** The maximum number of digits that a double can be formatted with. */
const MAX_DIGITS = 100;

/**
 * Whether a number, as JSON or YAML write it, keeps its digits as a double: a whole one must lie within ±(2^53 − 1), any other
 * must be the double next to it when that is written with as many digits. So `1.0`, `0.1` and `1e21` are exact, and
 * `9007199254740993`, `0.10000000000000000001` and `1e999` are not.
 */
export function isExactNumber(literal: string): boolean {
  if (/^-?\d+$/u.test(literal)) return Number.isSafeInteger(Number(literal));
  const [, whole, fraction = '', exponent = '0'] = LITERAL.exec(literal) ?? [];
  if (whole === undefined) return false;
  const digits = (whole + fraction).replace(/^0+/u, '');
  const significant = digits.slice(0, digits.length - zerosAtEnd(digits));
  if (significant === '') return true;
  const value = Math.abs(Number(literal));
  if (!Number.isFinite(value) || significant.length > MAX_DIGITS) return false;
  // The exponent of the first significant digit.
  const position = digits.length - fraction.length - 1 + Number(exponent);
  const isWritten = (its: string, places: number): boolean => {
    const [mantissa = '', written = ''] = value.toExponential(places).split('e');
    const shown = mantissa.replace('.', '');
    return Number(written) === position && (places === MAX_DIGITS ? shown.slice(0, shown.length - zerosAtEnd(shown)) : shown) === its;
  };
  // A value half-way between two decimals of that length is equally near to both. toExponential writes the upper one.
  return isWritten(significant, significant.length - 1) || isWritten(`${significant}5`, MAX_DIGITS);
}

function zerosAtEnd(digits: string): number {
  let count = 0;
  while (digits.charCodeAt(digits.length - count - 1) === 48) count += 1;
  return count;
}
