import type { VariableType } from '../../../template/domain/variable';

export interface VariableDto {
  /** @example "who" */
  name: string;
  /** @example "string" */
  type: VariableType;
  /** @example true */
  required: boolean;
  /** A value of the variable's type; null when there is none. */
  default: unknown;
  /** @example "Who the mail goes to" */
  description: string | null;
  /** @example "Bo" */
  example: unknown;
}

/** A variable that a resolve of the version takes. */
export interface EffectiveVariableDto extends VariableDto {
  /** False: found in the text and not among `variables`; an activation makes it a required string of the version. */
  declared: boolean;
}

export interface NewVariableDto {
  /**
   * 1 to 100 characters, no braces, no line breaks; unique in the version.
   * @example "who"
   */
  name: string;
  /**
   * `string` when not given.
   * @example "string"
   */
  type?: VariableType | null;
  /** When not given: true, unless there is a default. */
  required?: boolean | null;
  /** A value of the variable's type. */
  default?: unknown;
  /** @example "Who the mail goes to" */
  description?: string | null;
  /** @example "Bo" */
  example?: unknown;
}
