import { IsNull } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { CredentialSettings } from '../../application/credential-settings.port';
import type { CredentialSetting } from '../../domain/credential-setting';
import { CredentialSettingTable } from './credential-setting.table';

export class TypeOrmCredentialSettings extends CredentialSettings {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async put(setting: CredentialSetting): Promise<void> {
    const { tenantId, userId, setBy } = setting;
    const { writer } = this.session;
    await writer.getRepository(CredentialSettingTable).delete({ tenantId, userId, setBy });
    await writer.createQueryBuilder().insert().into(CredentialSettingTable).values(setting).updateEntity(false).execute();
  }

  async replace(tenantId: string, userId: string, at: Date): Promise<void> {
    await this.session.writer.getRepository(CredentialSettingTable).update({ tenantId, userId, replacedAt: IsNull() }, { replacedAt: at });
  }
}
