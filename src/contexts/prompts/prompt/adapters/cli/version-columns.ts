import { type ColumnOf, timeOf } from '#platform/cli/table';

/** The members that versions of a prompt and of its list have in common. */
export interface ShownVersion {
  readonly versionTag: string;
  readonly status: 'draft' | 'active' | 'archived';
  readonly languageCode: string;
  readonly changeMessage: string | null;
  readonly createdAt: string;
}

const STYLES = { draft: 'yellow', active: 'green', archived: 'dim' } as const;

export const VERSION_COLUMNS: readonly ColumnOf<ShownVersion>[] = [
  { head: 'VERSION', of: ({ versionTag }) => versionTag, givesWay: 'late' },
  { head: 'STATUS', of: ({ status }) => status, style: ({ status }) => STYLES[status] },
  { head: 'LANGUAGE', of: ({ languageCode }) => languageCode },
  { head: 'CREATED', of: ({ createdAt }) => timeOf(createdAt) },
  { head: 'MESSAGE', of: ({ changeMessage }) => changeMessage, givesWay: 'early' },
];
