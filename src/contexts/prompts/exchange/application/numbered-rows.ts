import { type AssignedSlug, SlugAssignment } from '../domain/slug-assignment';
import type { ImportNote } from './import-report';
import type { BadRow, SourceRow } from './prompt-source.port';

export type NumberedRow = BadRow | (SourceRow & { readonly assigned: AssignedSlug });

/** Slugs follow the file's order. A bad row holds the slug of its title, so that repairing it moves no other row's. */
export async function* numbered(rows: AsyncIterable<SourceRow | BadRow>): AsyncGenerator<NumberedRow, void> {
  const slugs = new SlugAssignment();
  for await (const row of rows) {
    if (row.kind === 'row') yield { ...row, assigned: slugs.assign(row.title) };
    else {
      if (row.title !== null) slugs.assign(row.title);
      yield row;
    }
  }
}

/** What its slug says of a row that had to share its title's. */
export function slugNotes(row: SourceRow & { readonly assigned: AssignedSlug }): ImportNote[] {
  const { slug, from } = row.assigned;
  if (from === 'title') return [];
  return [{ line: row.line, slug, kind: `slug_${from}`, message: SLUG_NOTES[from] }];
}

const SLUG_NOTES = {
  suffix: 'an earlier row has the slug without the number',
  hash: 'the title has no letter or digit that a slug keeps',
} as const;
