import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { EntitySchema } from 'typeorm';
import { UsageError } from '#platform/cli/command';
import type { Output } from '#platform/cli/output';
import type { Config } from '#platform/config/config.schema';
import { existingLogPublicKey } from '#platform/config/keys';
import { ConfigurationError, loadConfig } from '#platform/config/load-config';
import { OutboxTable } from '#platform/messaging/outbox.table';
import { DatabaseAway } from '#platform/persistence/database';
import { openForInspection } from '#platform/persistence/inspection';
import { VerifyLog, type CheckedLog } from '../../application/verify-log';
import { BadNote, parseVerifierKey, verifierKeyOf } from '../../domain/signed-note';
import { FileCheckpointArchive } from '../files/file-checkpoint-archive';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, AuditTenantHeadTable } from '../persistence/audit-log.table';
import { TypeOrmStoredLog } from '../persistence/typeorm-stored-log';

export interface VerifyOptions {
  /** A verifier key or the public key in PEM, or the path of a file with one. */
  readonly key?: string;
  /** The paths of checkpoints. */
  readonly since: readonly string[];
}

export interface VerifyReport {
  readonly result: Omit<CheckedLog, 'worthKeeping'>;
  /** The result for people. */
  readonly lines: readonly string[];
}

const TABLES = [
  AuditLogTable,
  AuditPersonalTable,
  AuditSequencerTable,
  AuditTenantHeadTable,
  OutboxTable,
] as readonly unknown[] as readonly EntitySchema[];

/** Checks the log of the configured database. Throws UsageError when it cannot check, which is no verdict about the log. */
export async function performVerify(
  options: VerifyOptions,
  output: Output,
  configuration: () => Config = () => loadConfig(),
): Promise<VerifyReport> {
  const config = orUsage(configuration);
  const verifierKey = orUsage(() => verifierKeyFor(options.key, config));
  const since = options.since.map((path) => orUsage(() => readFileSync(path, 'utf8')));
  const archive = new FileCheckpointArchive(config.dataDir);
  const database = await openForInspection(config.database, TABLES).catch(asUsage);
  try {
    const verify = new VerifyLog(new TypeOrmStoredLog(database), archive);
    const onProgress = (rows: number): void => {
      output.terminal?.write(`\r${rows} events`);
    };
    const { worthKeeping, ...result } = await verify.execute({ verifierKey, since, onProgress }).catch(asUsage);
    output.terminal?.write('\r');
    if (worthKeeping !== null) {
      await archive.keep(worthKeeping).catch((error: unknown) => {
        output.err(`warning: the checkpoint could not be stored, so a later truncation may go unnoticed: ${reasonOf(error)}`);
      });
    }
    return { result, lines: describe(result) };
  } finally {
    await database.destroy();
  }
}

function verifierKeyFor(given: string | undefined, config: Config): string {
  const named = { name: config.audit.logName };
  if (given !== undefined) {
    const text = (existsSync(given) ? readFileSync(given, 'utf8') : given).trim();
    if (text.startsWith('-----BEGIN PUBLIC KEY-----')) return verifierKeyOf({ ...named, publicKey: createPublicKey(text) });
    parseVerifierKey(text);
    return text;
  }
  const pem = existingLogPublicKey(config);
  if (pem === null) throw new UsageError('the public key of the log is missing: give --key (GET /api/audit/log/key has it)');
  return verifierKeyOf({ ...named, publicKey: createPublicKey(pem) });
}

function describe({ verdict, size, root, pending, findings, findingCount }: VerifyReport['result']): string[] {
  const waiting = pending === 0 ? [] : [`pending: ${pending} committed, not yet in the log; nothing is proved about them`];
  if (verdict === 'valid') return ['valid', `size: ${size}`, `root: ${root ?? ''}`, ...waiting];
  const more = findingCount - findings.length;
  const found = findings.map(({ kind, message }) => `${kind}: ${message}`);
  return ['NOT valid', ...found, ...(more > 0 ? [`and ${more} more`] : []), `size: ${size}`, ...waiting];
}

function orUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return asUsage(error);
  }
}

/** An error that prevents the check is not a verdict, so its exit code is 2. */
function asUsage(error: unknown): never {
  if (error instanceof UsageError) throw error;
  if (error instanceof ConfigurationError || error instanceof DatabaseAway || error instanceof BadNote) throw new UsageError(error.message);
  throw new UsageError(`the log cannot be checked: ${reasonOf(error)}`);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
