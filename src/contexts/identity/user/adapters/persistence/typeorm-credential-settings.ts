import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { CredentialSettings } from '../../application/credential-settings.port';
import type { CredentialSetting } from '../../domain/credential-setting';
import { CredentialSettingTable } from './credential-setting.table';

export class TypeOrmCredentialSettings extends CredentialSettings {
  readonly #settings: TableRows<CredentialSetting>;

  constructor(session: PersistenceSession) {
    super();
    this.#settings = session.rows(CredentialSettingTable);
  }

  async put(setting: CredentialSetting): Promise<void> {
    const { tenantId, userId, setBy } = setting;
    await this.#settings.removeWhere({ tenantId, userId, setBy });
    await this.#settings.insert(setting);
  }

  async replace(tenantId: string, userId: string, at: Date): Promise<void> {
    await this.#settings.updateWhere({ tenantId, userId, replacedAt: null }, { replacedAt: at });
  }
}
