import type { Config } from '#platform/config/config.schema';

/** The settings of this context. LogIdentity and LogSigner have the log's keys. */
export class AuditSettings {
  constructor(
    readonly values: Omit<Config['audit'], 'logKey' | 'logPublicKey'>,
    readonly dataDir: string,
    /** True when one process owns the database, so that its lease survives a restart. */
    readonly embedded: boolean,
  ) {}
}
