import type { Config } from '#platform/config/config.schema';

/** What the context needs of the configuration, with the log's private key (PKCS#8 PEM). */
export class AuditSettings {
  constructor(
    readonly values: Config['audit'] & { readonly logKey: string },
    readonly dataDir: string,
    /** True where one process holds the database: its lease survives a restart. */
    readonly embedded: boolean,
  ) {}
}
