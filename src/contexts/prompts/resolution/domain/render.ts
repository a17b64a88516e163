import { assetKeyOf, type Template } from './template';

export interface Rendered {
  readonly text: string;
  /** What stayed in the text, each once: `name`, `asset:key` or `prompt:id`. */
  readonly unresolved: readonly string[];
}

/**
 * Puts values into a template. Replacement is literal and an inserted value is never scanned again. A value of undefined or
 * null counts as not given; a variable named like an asset's key wins over the asset.
 */
export function render(template: Template, values: ReadonlyMap<string, unknown>): Rendered {
  const unresolved = new Set<string>();
  const pieces = template.map((segment) => {
    if (segment.kind === 'text') return segment.text;
    const value =
      segment.kind === 'prompt' ? undefined : values.get(segment.kind === 'variable' ? segment.name : assetKeyOf(segment.reference));
    if (isGiven(value)) return textOf(value);
    unresolved.add(segment.kind === 'variable' ? segment.name : `${segment.kind}:${segment.reference}`);
    return segment.source;
  });
  return { text: pieces.join(''), unresolved: [...unresolved] };
}

export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Strings as they are, numbers and booleans as text, objects and arrays as JSON. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
