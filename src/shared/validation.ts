import { DomainError, Invalid, type FieldError } from './errors';

/** Longest name or key where the contract gives no limit, in characters. */
const LONGEST_NAME = 255;
/** Longest single text, in UTF-8 bytes. */
const LARGEST_TEXT_BYTES = 1024 * 1024;

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** Collects every fault of an input, so that the caller learns all of them at once. */
export class Validation {
  readonly #errors: FieldError[] = [];

  /** `code` of the error that {@link done} throws. */
  constructor(private readonly code: string) {}

  fail(pointer: string, message: string): void {
    this.#errors.push({ pointer, message });
  }

  /** A name or key: edges trimmed, `min` (1) to `max` (255) characters. */
  name(pointer: string, value: string, { min = 1, max = LONGEST_NAME }: Limits = {}): string {
    const trimmed = value.trim();
    const field = fieldOf(pointer);
    if ([...trimmed].length < min)
      this.fail(pointer, min === 1 ? `${field} should not be empty` : `${field} must be at least ${min} characters long`);
    if ([...trimmed].length > max) this.fail(pointer, `${field} must be at most ${max} characters long`);
    this.#refuseNul(pointer, trimmed);
    return trimmed;
  }

  /** As {@link name}, of what is asked for by its name: `.` and `..` are steps of a path, encoded or not, and reach no server. */
  addressed(pointer: string, value: string, limits: Limits = {}): string {
    const name = this.name(pointer, value, limits);
    if (name === '.' || name === '..') this.fail(pointer, `${fieldOf(pointer)} must not be '${name}': no path could name it`);
    return name;
  }

  /** Free text, kept as it is; over 1 MiB it throws at once, as 413 and not 400. */
  text(pointer: string, value: string, { min = 0 }: Limits = {}): string {
    const bytes = Buffer.byteLength(value);
    if (bytes > LARGEST_TEXT_BYTES) {
      throw new DomainError(
        'too_large',
        'shared.text_too_large',
        `${fieldOf(pointer)} has ${bytes} bytes; at most ${LARGEST_TEXT_BYTES} are allowed`,
      );
    }
    if (value.length < min) this.fail(pointer, `${fieldOf(pointer)} should not be empty`);
    this.#refuseNul(pointer, value);
    return value.toWellFormed();
  }

  /** SQLite reads a text up to its first U+0000 only. */
  #refuseNul(pointer: string, value: string): void {
    if (value.includes('\0')) this.fail(pointer, `${fieldOf(pointer)} must not contain U+0000`);
  }

  done(): void {
    if (this.#errors.length > 0) throw new Invalid(this.code, this.#errors);
  }
}

/** As messages say it everywhere: `variables.0.name` of `/variables/0/name`. */
export const fieldOf = (pointer: string): string => pointer.slice(1).replaceAll('/', '.');

/** What `make` returns; the faults of an Invalid are collected, so that the caller learns those of several objects at once. */
export function collectingFaults<T>(faults: FieldError[], make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    faults.push(...error.errors);
    return undefined;
  }
}
