declare module 'js-yaml' {
  interface Schema {
    readonly implicit: readonly unknown[];
    /** A type takes the place of that with the same tag. */
    extend(more: { readonly implicit: readonly Type[] }): Schema;
  }
  /** A kind of number, as far as it is used here. */
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
  /** YAML 1.2's own types and no others: dates stay texts. */
  export const CORE_SCHEMA: Schema;
  export class YAMLException extends Error {
    readonly reason: string;
    /** `line` counts from 0. */
    readonly mark?: { readonly line: number };
  }
  /** Hears of each node when it begins and when it ends; `line` counts from 0. */
  export type LoadListener = (event: 'open' | 'close', state: { readonly anchor?: string | null; readonly line: number }) => void;
  export function load(yaml: string, options?: { readonly schema: Schema; readonly listener: LoadListener }): unknown;
  /** `lineWidth: -1` folds no lines; `noRefs` writes what is there twice in full. */
  export function dump(value: unknown, options: { readonly schema: Schema; readonly lineWidth: number; readonly noRefs: boolean }): string;
}
