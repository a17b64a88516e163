declare module 'js-yaml' {
  interface Schema {
    readonly implicit: readonly unknown[];
  }
  /** YAML 1.2's own types and no others: dates stay texts. */
  export const CORE_SCHEMA: Schema;
  export class YAMLException extends Error {
    readonly reason: string;
    /** `line` counts from 0. */
    readonly mark?: { readonly line: number };
  }
  /** Hears of each node when it begins and when it ends; `line` counts from 0. */
  export type LoadListener = (event: 'open' | 'close', state: { readonly anchor?: string | null; readonly line: number }) => void;
  export function load(yaml: string, options: { readonly schema: Schema; readonly listener: LoadListener }): unknown;
  /** `lineWidth: -1` folds no lines; `noRefs` writes what is there twice in full. */
  export function dump(value: unknown, options: { readonly schema: Schema; readonly lineWidth: number; readonly noRefs: boolean }): string;
}
