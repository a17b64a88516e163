import { column, table } from '#platform/persistence/column-types';

export interface InstalledDefaultRow {
  readonly name: string;
  readonly installedAt: Date;
}

export const InstalledDefaultTable = table<InstalledDefaultRow>({
  name: 'prompts_installed_default',
  columns: {
    name: column.key('name', 100, { primary: true }),
    installedAt: column.time('installed_at'),
  },
});
