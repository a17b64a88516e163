import { Readable } from 'node:stream';
import type { Request as HttpRequest } from 'express';
import { Controller, Get, Produces, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import type { ReadCheckpoint } from '../../application/read-checkpoint';
import type { ReadLogKey } from '../../application/read-log-key';
import { LOG_AUDIT } from '../../domain/log-audit';

@Route('api/audit/log')
@Tags('Audit')
export class AuditLogController extends Controller {
  constructor(
    private readonly checkpoint: ReadCheckpoint,
    private readonly logKey: ReadLogKey,
  ) {
    super();
  }

  /**
   * Returns the newest checkpoint: the signed size and root of the log (C2SP signed note). Keep it to notice a truncated log. When
   * the log is behind by more than two seconds, a `Warning` header says how many events are missing.
   */
  @Get('checkpoint')
  @Operation({
    permission: 'audit:checkpoint',
    audit: LOG_AUDIT.checkpoint,
    headers: ['Warning'],
    text: 'japm.local/audit\n90\n7h3ayMiM1NE85OLsQqxdVXfvjo6VUSA9cZgX/IPSqi4=\n\n— japm.local/audit xfFr9RZ1bZ375ATydQ9kdI82C06u8F/5c+XYlTymSMMvVDi0wOLNkiypelYbVqmhYCmtaTrL9TQSRPz05oMvB4AdOQI=\n',
  })
  @Produces('text/plain')
  async readCheckpoint(@Request() request: HttpRequest): Promise<Readable> {
    const { note, pending } = await this.checkpoint.execute(actorOf(request));
    if (pending > 0) this.setHeader('Warning', `199 - "${pending} events are not in the log yet"`);
    return this.#text(note);
  }

  /** Returns the log's public key as a C2SP verifier key, which is all that `japm verify` needs. */
  @Get('key')
  @Operation({
    permission: 'audit:checkpoint',
    audit: LOG_AUDIT.key,
    text: 'japm.local/audit+c5f16bf5+AdOdo6lCCG5psmAl9nqurp19D582i8AWEUJdNcMy+Lo4\n',
  })
  @Produces('text/plain')
  async readKey(@Request() request: HttpRequest): Promise<Readable> {
    return this.#text(`${await this.logKey.execute(actorOf(request))}\n`);
  }

  #text(text: string): Readable {
    this.setHeader('Content-Type', 'text/plain; charset=utf-8');
    return Readable.from([text]);
  }
}
