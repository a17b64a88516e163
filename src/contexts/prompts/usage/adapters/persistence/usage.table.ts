import { column, table } from '#platform/persistence/column-types';
import type { AccessKind, AccessOutcome } from '../../domain/access';
import type { Caller, VersionUse } from '../../domain/counted-access';

/** Accesses of an hour or a day that have everything else in common. */
export interface UsageRow {
  readonly tenantId: string;
  /** Stands for all other properties but the number, so that several processes add to the same row. */
  readonly id: string;
  readonly promptId: string;
  /** The first hour of the row, in hours since 1970-01-01T00:00:00Z. */
  readonly hour: number;
  /** 1, or 24 for a day. */
  readonly hours: number;
  readonly versionId: string;
  readonly versionTag: string;
  readonly environmentId: string | null;
  readonly languageCode: string | null;
  readonly kind: AccessKind;
  readonly outcome: AccessOutcome;
  readonly callerKind: Caller['kind'];
  /** The id of the API key or the user. */
  readonly callerId: string;
  readonly accesses: number;
}

/** Versions and environments have no foreign keys: their numbers outlive them. */
export const UsageTable = table<UsageRow>({
  name: 'prompts_usage',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.key('id', 22, { primary: true }),
    promptId: column.id('prompt_id'),
    hour: column.int('hour'),
    hours: column.int('hours'),
    versionId: column.id('version_id'),
    versionTag: column.key('version_tag', 50),
    environmentId: column.id('environment_id', { nullable: true }),
    languageCode: column.key('language_code', 10, { nullable: true }),
    kind: column.key('kind', 10),
    outcome: column.key('outcome', 12),
    callerKind: column.key('caller_kind', 4),
    callerId: column.id('caller_id'),
    accesses: column.big('accesses'),
  },
  indices: { ix_usage_prompt: ['tenantId', 'promptId', 'hour'], ix_usage_age: ['hours', 'hour'] },
  foreignKeys: {
    fk_usage_prompt: { columns: ['tenantId', 'promptId'], target: 'prompts_prompt', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});

/** When the text of a version was given last. */
export interface VersionUseRow extends Omit<VersionUse, 'at'> {
  readonly usedAt: Date;
}

export const VersionUseTable = table<VersionUseRow>({
  name: 'prompts_version_use',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    versionId: column.id('version_id', { primary: true }),
    usedAt: column.time('used_at'),
  },
  foreignKeys: {
    fk_version_use: { columns: ['tenantId', 'versionId'], target: 'prompts_version', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});

/** The newest batch that a process has written. A batch whose COMMIT got no response is looked up here and not written twice. */
export interface UsageWriterRow {
  readonly id: string;
  readonly batch: number;
  readonly writtenAt: Date;
}

export const UsageWriterTable = table<UsageWriterRow>({
  name: 'prompts_usage_writer',
  columns: {
    id: column.id('id', { primary: true }),
    batch: column.int('batch'),
    writtenAt: column.time('written_at'),
  },
  indices: { ix_usage_writer_age: ['writtenAt'] },
});
