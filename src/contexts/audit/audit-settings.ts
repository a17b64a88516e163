import type { Config } from '#platform/config/config.schema';

/** What the context needs of the configuration; the log's keys are LogIdentity and LogSigner. */
export class AuditSettings {
  constructor(
    readonly values: Omit<Config['audit'], 'logKey' | 'logPublicKey'>,
    readonly dataDir: string,
    /** True where one process holds the database: its lease survives a restart. */
    readonly embedded: boolean,
  ) {}
}
