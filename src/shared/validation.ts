import { DomainError, Invalid, type FieldError } from './errors';

/** The maximum length of a name or key without a limit in the contract, in characters. */
const MAX_NAME_LENGTH = 255;
/** The maximum size of a single text, in UTF-8 bytes. */
const MAX_TEXT_BYTES = 1024 * 1024;

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** Characters that move a terminal's cursor or change the writing direction. With them a name displays as something else. */
const MISLEADING = /[\p{Cc}\p{Bidi_Control}]/u;
/** The same characters without those that texts of several lines contain. */
const MISLEADING_IN_LINES = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/u;

/** Collects every fault of an input, so that the caller learns all of them at once. */
export class Validation {
  readonly #errors: FieldError[] = [];

  /**
   * `code` is the code of the error that {@link done} throws. A single-line field may keep the value that `stored` has for it: earlier
   * releases accepted control characters, and clients can still change the other fields of such a resource.
   */
  constructor(
    private readonly code: string,
    private readonly stored: object = {},
  ) {}

  fail(pointer: string, message: string): void {
    this.#errors.push({ pointer, message });
  }

  /** Checks a name or key and trims it: `min` (1) to `max` (255) characters, without control characters and direction marks. */
  name(pointer: string, value: string, limits: Limits = {}): string {
    const trimmed = this.#limited(pointer, value, limits);
    this.#refuse(MISLEADING, pointer, trimmed);
    return trimmed;
  }

  /** Works like {@link name} for several lines, such as a reason. */
  lines(pointer: string, value: string, limits: Limits = {}): string {
    const trimmed = this.#limited(pointer, value, limits);
    this.#refuse(MISLEADING_IN_LINES, pointer, trimmed);
    return trimmed;
  }

  /** Works like {@link name} for the name of an existing resource, whatever characters it has. */
  reference(pointer: string, value: string, limits: Limits = {}): string {
    const trimmed = this.#limited(pointer, value, limits);
    this.#refuseNul(pointer, trimmed);
    return trimmed;
  }

  /** Works like {@link text} for one line, such as a category. */
  line(pointer: string, value: string, limits: Limits = {}): string {
    const text = this.text(pointer, value, limits);
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

  /** Works like {@link name} for a name in a path: clients resolve `.` and `..` as path steps, encoded or not, and never send them. */
  addressed(pointer: string, value: string, limits: Limits = {}): string {
    const name = this.name(pointer, value, limits);
    if (name === '.' || name === '..') this.fail(pointer, `${fieldOf(pointer)} must not be '${name}': no path could name it`);
    return name;
  }

  /** Checks free text and keeps it as it is. Over 1 MiB it throws at once, so that the response is a 413 and not a 400. */
  text(pointer: string, value: string, { min = 0, max = Infinity }: Limits = {}): string {
    const bytes = Buffer.byteLength(value);
    if (bytes > MAX_TEXT_BYTES) {
      throw new DomainError(
        'too_large',
        'shared.text_too_large',
        `${fieldOf(pointer)} has ${bytes} bytes; at most ${MAX_TEXT_BYTES} are allowed`,
      );
    }
    if (value.length < min) this.fail(pointer, `${fieldOf(pointer)} should not be empty`);
    if (max !== Infinity && [...value].length > max) this.fail(pointer, `${fieldOf(pointer)} must be at most ${max} characters long`);
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

  /** Refuses U+0000, because SQLite reads a text only up to it. */
  #refuseNul(pointer: string, value: string): void {
    if (value.includes('\0')) this.fail(pointer, `${fieldOf(pointer)} must not contain U+0000`);
  }

  done(): void {
    if (this.#errors.length > 0) throw new Invalid(this.code, this.#errors);
  }
}

/** Removes the characters that a name must not have, for names from sources that cannot be asked for another one. */
export const withoutMisleading = (name: string): string => name.replaceAll(new RegExp(MISLEADING, 'gu'), '');

/** The form of a pointer in messages: `variables.0.name` for `/variables/0/name`. */
export const fieldOf = (pointer: string): string => pointer.slice(1).replaceAll('/', '.');

/** Returns the result of `make` and collects the faults of an Invalid, so that the caller learns those of several objects at once. */
export function collectingFaults<T>(faults: FieldError[], make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    faults.push(...error.errors);
    return undefined;
  }
}
