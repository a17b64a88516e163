import fc from 'fast-check';
import { isExactNumber } from '#shared/exact-number';
import { changedNumbers, keepsDigits } from '#shared/json-numbers';

/** A decimal as a whole number of units of 10^scale. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

function decimalOf(literal: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/iu.exec(literal) ?? [];
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: Number(exponent) - fraction.length };
}

/** What a double is exactly: its mantissa times a power of two is a decimal that ends. */
function decimalOfDouble(value: number): Decimal {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const mantissa = (raw & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n);
  const power = (biased === 0 ? 1 : biased) - 1075;
  const units = power >= 0 ? mantissa << BigInt(power) : mantissa * 5n ** BigInt(-power);
  return { units: value < 0 ? -units : units, scale: Math.min(power, 0) };
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** The model: the double, rounded to the digits that the literal has (zeros at its end do not count), is the literal. */
function isKept(literal: string): boolean {
  if (/^-?\d+$/u.test(literal)) return magnitude(BigInt(literal)) <= 2n ** 53n - 1n;
  const value = Number(literal);
  if (!Number.isFinite(value)) return false;
  let { units, scale } = decimalOf(literal);
  if (units === 0n) return true;
  for (; units % 10n === 0n; units /= 10n) scale += 1;
  const double = decimalOfDouble(value);
  // Both in units of the finer scale; half a unit of the literal is what rounding may move.
  const finest = Math.min(scale, double.scale);
  const inFinest = (each: bigint, at: number): bigint => magnitude(each) * 10n ** BigInt(at - finest);
  const difference = magnitude(inFinest(units, scale) - inFinest(double.units, double.scale));
  return 2n * difference <= 10n ** BigInt(scale - finest) && double.units !== 0n;
}

const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), minLength: 1, maxLength: 25 });
const whole = digits.map((each) => each.replace(/^0+(?=\d)/u, ''));
const literals = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole,
    fraction: fc.oneof(
      fc.constant(''),
      digits.map((each) => `.${each}`),
    ),
    exponent: fc.oneof(
      fc.constant(''),
      fc.integer({ min: -330, max: 320 }).map((each) => `e${each}`),
    ),
  })
  .map(({ sign, whole, fraction, exponent }) => `${sign}${whole}${fraction}${exponent}`);
const ofDoubles = fc
  .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, min: -1e15, max: 1e15 }))
  .filter((each) => !Number.isInteger(each) || Number.isSafeInteger(each))
  .map(String);

describe('numbers that keep their digits', () => {
  it.each([
    '0',
    '-0',
    '1.0',
    '1.10',
    '0.1',
    '1e21',
    '1E-7',
    '5e-324',
    '9007199254740991',
    '-9007199254740991',
    '0e999',
    '0.10000000000000001',
  ])('%s does', (literal) => {
    expect([isExactNumber(literal), keepsDigits(literal)]).toEqual([true, true]);
  });

  it.each([
    '9007199254740992',
    '9007199254740993',
    '-9007199254740993',
    '9007199254740993.0',
    '9.007199254740993e15',
    '100000000000000000000000',
    '0.1000000000000000000000001',
    '3.14159265358979323846',
    '1e999',
    '1e-400',
    '',
    'abc',
  ])('%s does not', (literal) => {
    expect(isExactNumber(literal)).toBe(false);
  });

  it('are those of the model, a computation with whole numbers only', () => {
    fc.assert(
      fc.property(fc.oneof(literals, ofDoubles), (literal) => {
        expect([literal, isExactNumber(literal), keepsDigits(literal)]).toEqual([literal, isKept(literal), isKept(literal)]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what JSON.stringify writes of a double', () => {
  it('keeps its digits, unless it is an integer beyond those that are exact', () => {
    expect(isExactNumber('-23601917021421.562')).toBe(true);
    fc.assert(
      fc.property(ofDoubles, (literal) => {
        expect([literal, isExactNumber(literal)]).toEqual([literal, true]);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the numbers of a JSON text that would change', () => {
  const text = fc.string({ unit: fc.constantFrom('\\', '"', '[', '{', '1', ',', ':', '9007199254740993', '計') });
  /** Numbers stand for themselves in a text of its own, as JSON.parse would change them. */
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      literals.map((literal) => ({ literal })),
      text,
      fc.constantFrom(null, true, false),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4 }).map((members) => new Map(Object.entries(members))),
    ),
  })).value;

  const written = (value: unknown, gap: string): string => {
    if (value instanceof Map)
      return `{${gap}${[...(value as Map<string, unknown>)].map(([name, each]) => `${JSON.stringify(name)}${gap}:${written(each, gap)}`).join(`,${gap}`)}}`;
    if (Array.isArray(value)) return `[${value.map((each) => written(each, gap)).join(`${gap},`)}]`;
    return typeof value === 'object' && value !== null ? (value as { literal: string }).literal : JSON.stringify(value);
  };
  const changed = (value: unknown, path: readonly string[]): unknown[] => {
    if (value instanceof Map) return [...(value as Map<string, unknown>)].flatMap(([name, each]) => changed(each, [...path, name]));
    if (Array.isArray(value)) return value.flatMap((each, index) => changed(each, [...path, String(index)]));
    if (typeof value !== 'object' || value === null) return [];
    const { literal } = value as { literal: string };
    return isKept(literal) ? [] : [{ path, literal }];
  };

  it('are found at their places, whatever strings stand around them', () => {
    fc.assert(
      fc.property(json, fc.constantFrom('', ' ', '\n\t'), (value, gap) => {
        expect([...changedNumbers(written(value, gap))]).toEqual(changed(value, []));
      }),
      { numRuns: 500 },
    );
  });
});
