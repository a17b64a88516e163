import { openCheckpoint } from '../domain/checkpoint';
import { parseVerifierKey } from '../domain/signed-note';
import { LogVerification, type VerificationResult } from '../domain/verification';
import type { CheckpointArchive } from './checkpoint-archive.port';
import type { StoredLog } from './stored-log.port';

export interface VerifyLogCommand {
  /** The log's public key (C2SP verifier key). */
  readonly verifierKey: string;
  /** Signed checkpoints of this log from other places. */
  readonly since: readonly string[];
  /** Called regularly with the number of rows read. */
  readonly onProgress?: (rows: number) => void;
}

export interface CheckedLog extends VerificationResult {
  /** The head's checkpoint when the log is valid and the archive has none or an older one. */
  readonly worthKeeping: string | null;
}

const PROGRESS_EVERY = 1000;

/** Recomputes the whole log from its rows and compares it with its head and with earlier checkpoints. */
export class VerifyLog {
  constructor(
    private readonly log: StoredLog,
    private readonly archive: CheckpointArchive,
  ) {}

  async execute({ verifierKey, since, onProgress }: VerifyLogCommand): Promise<CheckedLog> {
    // This read comes before the snapshot, because a checkpoint that is stored meanwhile may be newer than the snapshot.
    const kept = await this.archive.latest();
    const verification = new LogVerification({ verifierKey, seen: kept === null ? since : [...since, kept] });
    return this.log.snapshot(async (log) => {
      const head = await log.head();
      let rows = 0;
      for await (const row of log.rows()) {
        verification.add(row);
        rows += 1;
        if (rows % PROGRESS_EVERY === 0) onProgress?.(rows);
      }
      const result = verification.finish(head, await log.pending());
      const keptSize = result.verdict === 'valid' && kept !== null ? openCheckpoint(kept, parseVerifierKey(verifierKey)).size : 0;
      return { ...result, worthKeeping: result.verdict === 'valid' && keptSize < head.size ? head.checkpointNote : null };
    });
  }
}
