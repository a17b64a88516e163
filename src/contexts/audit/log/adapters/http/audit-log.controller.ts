import { Readable } from 'node:stream';
import { Controller, Get, Produces, Route, Security, Tags } from 'tsoa';
import { Audit } from '#platform/http/audit';
import type { LogIdentity } from '../../application/log-identity';
import type { ReadCheckpoint } from '../../application/read-checkpoint';
import { LOG_AUDIT } from '../../domain/log-audit';

@Route('api/audit/log')
@Tags('Audit')
export class AuditLogController extends Controller {
  constructor(
    private readonly checkpoint: ReadCheckpoint,
    private readonly identity: LogIdentity,
  ) {
    super();
  }

  /** The newest checkpoint: size and root of the log, signed (C2SP signed note). Keep it to notice a log that was cut. */
  @Get('checkpoint')
  @Security('bearer', ['audit:checkpoint'])
  @Produces('text/plain')
  @Audit(LOG_AUDIT.checkpoint)
  async readCheckpoint(): Promise<Readable> {
    return this.#text(await this.checkpoint.execute());
  }

  /** The log's public key as a C2SP verifier key; all that `japm verify` needs. */
  @Get('key')
  @Security('bearer', ['audit:checkpoint'])
  @Produces('text/plain')
  @Audit(LOG_AUDIT.key)
  readKey(): Promise<Readable> {
    return Promise.resolve(this.#text(`${this.identity.verifierKey}\n`));
  }

  #text(text: string): Readable {
    this.setHeader('Content-Type', 'text/plain; charset=utf-8');
    return Readable.from([text]);
  }
}
