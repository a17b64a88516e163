declare module 'js-yaml' {
  interface Schema {
    readonly implicit: readonly unknown[];
    /** A type replaces the type with the same tag. */
    extend(more: { readonly implicit: readonly Type[] }): Schema;
  }
  /** A numeric type, with the members that are used here. */
  interface NumberType {
    readonly kind: 'scalar';
    readonly resolve: (literal: string | null) => boolean;
    readonly construct: (literal: string) => number;
    readonly predicate?: (value: unknown) => boolean;
    readonly represent?: (value: number) => string;
  }
  export class Type implements NumberType {
    constructor(tag: string, how: NumberType);
    readonly tag: string;
    readonly kind: 'scalar';
    readonly resolve: NumberType['resolve'];
    readonly construct: NumberType['construct'];
  }
  export const types: { readonly int: Type; readonly float: Type };
  /** The types of YAML 1.2 without any others: dates stay texts. */
  export const CORE_SCHEMA: Schema;
  export class YAMLException extends Error {
    readonly reason: string;
    /** `line` counts from 0. */
    readonly mark?: { readonly line: number };
  }
  /** Called at the beginning and at the end of each node; `line` counts from 0. */
  export type LoadListener = (event: 'open' | 'close', state: { readonly anchor?: string | null; readonly line: number }) => void;
  export function load(yaml: string, options?: { readonly schema: Schema; readonly listener: LoadListener }): unknown;
  /** `lineWidth: -1` folds no lines; `noRefs` writes repeated values in full. */
  export function dump(value: unknown, options: { readonly schema: Schema; readonly lineWidth: number; readonly noRefs: boolean }): string;
}
