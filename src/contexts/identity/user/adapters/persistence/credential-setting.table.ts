import { column, table } from '#platform/persistence/column-types';
import type { CredentialSetting } from '../../domain/credential-setting';

export const CredentialSettingTable = table<CredentialSetting>({
  name: 'identity_credential_setting',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    userId: column.id('user_id', { primary: true }),
    // There is no foreign key, because the setter may be a user of the platform tenant or a deleted user.
    setBy: column.id('set_by', { primary: true }),
    setAt: column.time('set_at'),
    replacedAt: column.time('replaced_at', { nullable: true }),
  },
  foreignKeys: {
    fk_credential_setting_user: {
      columns: ['tenantId', 'userId'],
      target: 'identity_user',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
