import type { VariableType } from '../../../template/domain/variable';

export interface VariableDto {
  /** @example "who" */
  name: string;
  /** @example "string" */
  type: VariableType;
  /** @example true */
  required: boolean;
  /** A value of the variable's type; null if there is none. */
  default: unknown;
  /** @example "Who the mail goes to" */
  description: string | null;
  /** @example "Bo" */
  example: unknown;
}

/** A variable that a resolve of the version accepts. */
export interface EffectiveVariableDto extends VariableDto {
  /** False if it was found in the text and is not among `variables`. An activation makes it a required string of the version. */
  declared: boolean;
}

export interface NewVariableDto {
  /**
   * 1 to 100 characters without braces and line breaks. The name is unique in the version.
   * @example "who"
   */
  name: string;
  /**
   * The default is `string`.
   * @example "string"
   */
  type?: VariableType | null;
  /** The default is true, or false if there is a default value. */
  required?: boolean | null;
  /** A value of the variable's type. */
  default?: unknown;
  /** @example "Who the mail goes to" */
  description?: string | null;
  /** @example "Bo" */
  example?: unknown;
}
