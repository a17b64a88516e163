/** The accepted names of each field of a source; the documentation gives the first one. */
const NAMES = { title: ['act', 'title', 'name'], text: ['prompt', 'text', 'content'], slug: ['slug'] } as const;

/** The names of the fields, spelt as in the source. */
export interface Columns {
  readonly title: string;
  readonly text: string;
  /** Null: the source does not have this field. */
  readonly slug: string | null;
}

/**
 * Finds the fields among the names of a source; it ignores case and blanks around a name. Returns null if the source has no such fields.
 * Throws a sentence if it would have to guess.
 */
export function columnsOf(fields: readonly string[]): Columns | null {
  const [title, text, slug] = (['title', 'text', 'slug'] as const).map((kind) => columnOf(NAMES[kind], fields));
  return title === undefined || text === undefined ? null : { title, text, slug: slug ?? null };
}

export class UncertainColumns extends Error {}

function columnOf(names: readonly string[], fields: readonly string[]): string | undefined {
  const found = fields.filter((each) => names.includes(plain(each)));
  const documented = found.filter((each) => plain(each) === names[0]);
  const chosen = documented.length > 0 ? documented : found;
  if (chosen.length > 1) {
    const all = [...new Set(chosen)].map((each) => `'${each.trim()}'`);
    throw new UncertainColumns(
      all.length === 1 ? `has the column ${all.join('')} more than once` : `has the columns ${all.join(' and ')}, which mean the same`,
    );
  }
  return chosen[0];
}

const plain = (field: string): string => field.trim().toLowerCase();
