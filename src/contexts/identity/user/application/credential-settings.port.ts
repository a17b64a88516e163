import type { CredentialSetting } from '../domain/credential-setting';

/** Records which user set the credentials of another. Callers write it while the user's row is locked. */
export abstract class CredentialSettings {
  /** Stores a setting in place of an earlier one by the same setter. */
  abstract put(setting: CredentialSetting): Promise<void>;
  /** Records that the user chose a password, which ends the effect of earlier settings by others. */
  abstract replace(tenantId: string, userId: string, at: Date): Promise<void>;
}
