import { DomainError, Invalid, type FieldError } from './errors';

/** The maximum length of a name or key without a limit in the contract, in characters. */
const MAX_NAME_LENGTH = 255;
/** The maximum size of a single text, in UTF-8 bytes. */
const MAX_TEXT_BYTES = 1024 * 1024;

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** What moves a terminal's cursor or turns the writing round: a name with it shows something else than it is. */
const MISLEADING = /[\p{Cc}\p{Bidi_Control}]/u;
/** The same without what texts of several lines have. */
const MISLEADING_IN_LINES = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/u;

/** Collects every fault of an input, so that the caller learns all of them at once. */
export class Validation {
  readonly #errors: FieldError[] = [];

  /**
   * `code` of the error that {@link done} throws. A single line that `stored` has by its field's name may stay as it is: earlier
   * releases took control characters, and what has them can still be changed in its other fields.
   */
  constructor(
    private readonly code: string,
    private readonly stored: object = {},
  ) {}

  fail(pointer: string, message: string): void {
    this.#errors.push({ pointer, message });
  }

  /** A name or key: edges trimmed, `min` (1) to `max` (255) characters, without control characters and marks of direction. */
  name(pointer: string, value: string, limits: Limits = {}): string {
    const trimmed = this.#limited(pointer, value, limits);
    this.#refuse(MISLEADING, pointer, trimmed);
    return trimmed;
  }

  /** As {@link name}, of several lines: a reason. */
  lines(pointer: string, value: string, limits: Limits = {}): string {
    const trimmed = this.#limited(pointer, value, limits);
    this.#refuse(MISLEADING_IN_LINES, pointer, trimmed);
    return trimmed;
  }

  /** As {@link name}, of something that is there already, whatever it is called. */
  reference(pointer: string, value: string, limits: Limits = {}): string {
    const trimmed = this.#limited(pointer, value, limits);
    this.#refuseNul(pointer, trimmed);
    return trimmed;
  }

  /** As {@link text}, of one line: a category. */
  line(pointer: string, value: string): string {
    const text = this.text(pointer, value);
    if (!value.includes('\0')) this.#refuse(MISLEADING, pointer, text);
    return text;
  }

  #limited(pointer: string, value: string, { min = 1, max = MAX_NAME_LENGTH }: Limits): string {
    const trimmed = value.trim();
    const field = fieldOf(pointer);
    if ([...trimmed].length < min)
      this.fail(pointer, min === 1 ? `${field} should not be empty` : `${field} must be at least ${min} characters long`);
    if ([...trimmed].length > max) this.fail(pointer, `${field} must be at most ${max} characters long`);
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
    if (bytes > MAX_TEXT_BYTES) {
      throw new DomainError(
        'too_large',
        'shared.text_too_large',
        `${fieldOf(pointer)} has ${bytes} bytes; at most ${MAX_TEXT_BYTES} are allowed`,
      );
    }
    if (value.length < min) this.fail(pointer, `${fieldOf(pointer)} should not be empty`);
    this.#refuseNul(pointer, value);
    return value.toWellFormed();
  }

  #refuse(characters: RegExp, pointer: string, value: string): void {
    const field = fieldOf(pointer);
    const [found] = characters.exec(value) ?? [];
    if (found === undefined || (this.stored as Readonly<Record<string, unknown>>)[field] === value) return;
    const code = found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    this.fail(pointer, `${field} must not contain ${found === '\0' ? '' : 'the control character '}U+${code}`);
  }

  /** SQLite reads a text up to its first U+0000 only. */
  #refuseNul(pointer: string, value: string): void {
    if (value.includes('\0')) this.fail(pointer, `${fieldOf(pointer)} must not contain U+0000`);
  }

  done(): void {
    if (this.#errors.length > 0) throw new Invalid(this.code, this.#errors);
  }
}

/** The name without what a name may not have: from where nobody can be asked for another. */
export const withoutMisleading = (name: string): string => name.replaceAll(new RegExp(MISLEADING, 'gu'), '');

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
