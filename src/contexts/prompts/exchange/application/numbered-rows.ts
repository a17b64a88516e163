import { type AssignedSlug, assignSlugs } from '../domain/slug-assignment';
import type { ImportNote } from './import-report';
import type { BadRow, PromptSource, SourceRow } from './prompt-source.port';

export type NumberedRow = BadRow | (SourceRow & { readonly assigned: AssignedSlug });

/**
 * Yields the rows with their slugs; `known` has the names of the server's prompts by their slugs. The source is read twice, because all
 * titles are needed before the first row gets its slug. A bad row reserves the slug of its title, so that repairing it does not change the
 * slug of another row.
 */
export async function* numbered(source: PromptSource, known: ReadonlyMap<string, string>): AsyncGenerator<NumberedRow, void> {
  const titles: (string | null)[] = [];
  const given = new Set<string>();
  for await (const row of source.rows()) {
    const slug = row.kind === 'row' ? row.slug : null;
    if (slug !== null) given.add(slug);
    titles.push(slug === null ? row.title : null);
  }
  // A slug that a row gives belongs to this row alone, whatever its prompt is called.
  const slugs = assignSlugs(titles, new Map([...known, ...[...given].map((slug) => [slug, ''] as const)]));
  const used = new Set<string>();
  let at = 0;
  for await (const row of source.rows()) {
    const assigned = slugs[at++];
    if (row.kind === 'bad') yield row;
    else if (row.slug !== null && used.has(row.slug))
      yield { kind: 'bad', line: row.line, title: row.title, reason: `an earlier row has the slug '${row.slug}'` };
    else if (row.slug !== null) {
      used.add(row.slug);
      yield { ...row, assigned: { slug: row.slug, from: 'given', repeated: false } };
    } else if (assigned) yield { ...row, assigned };
  }
}

/** A note if the row shares its title with another row, or if its slug keeps only a part of the title. */
export function slugNotes(row: SourceRow & { readonly assigned: AssignedSlug }): ImportNote[] {
  const { slug, from, repeated } = row.assigned;
  if (from === 'given' || (from === 'title' && !repeated)) return [];
  const kind = from === 'hash' ? 'slug_hash' : 'slug_suffix';
  return [{ line: row.line, slug, kind, message: repeated ? REPEATED : SLUG_NOTES[kind] }];
}

const REPEATED = 'an earlier row has the same title; the order of the rows decides which prompt is whose';
const SLUG_NOTES = {
  slug_suffix: 'another prompt has the slug without the number',
  slug_hash: 'the title has no letter or digit that a slug keeps',
} as const;
