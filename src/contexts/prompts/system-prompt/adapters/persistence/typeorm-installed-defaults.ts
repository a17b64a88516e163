import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { InstalledDefaults } from '../../application/installed-defaults.port';
import { DefaultInstalled } from '../../domain/default-system-prompts';
import { InstalledDefaultTable, type InstalledDefaultRow } from './installed-default.table';

export class TypeOrmInstalledDefaults extends InstalledDefaults {
  readonly #rows: TableRows<InstalledDefaultRow>;

  constructor(session: PersistenceSession) {
    super();
    this.#rows = session.rows(InstalledDefaultTable, { PRIMARY: () => new DefaultInstalled() });
  }

  add(name: string, installedAt: Date): Promise<void> {
    return this.#rows.insert({ name, installedAt });
  }

  async names(): Promise<string[]> {
    return (await this.#rows.pick({}, ['name'])).map(({ name }) => name);
  }
}
