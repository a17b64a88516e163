/** What the fields of a source are called; the first name of each is the documented one. */
const NAMES = { title: ['act', 'title', 'name'], text: ['prompt', 'text', 'content'], slug: ['slug'] } as const;

/** The names of the fields as the source writes them. */
export interface Columns {
  readonly title: string;
  readonly text: string;
  /** Null: the source has none. */
  readonly slug: string | null;
}

/** Case and edges make no difference. Null: the source names no such fields. Throws a sentence where the choice would be a guess. */
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
