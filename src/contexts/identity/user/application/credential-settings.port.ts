import type { CredentialSetting } from '../domain/credential-setting';

/** Records which user set the credentials of another. Callers write it while the user's row is locked. */
export abstract class CredentialSettings {
  /** In place of an earlier one of the same setter. */
  abstract put(setting: CredentialSetting): Promise<void>;
  /** The user chose a password: what others set until then holds no longer. */
  abstract replace(tenantId: string, userId: string, at: Date): Promise<void>;
}
