import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import { operationOf } from '#platform/http/operation';
import type { RecordKeyUse } from '../../../api-key/application/record-key-use';
import type { KeyPrincipal, Principals } from '../../application/principals';
import type { PrincipalCache } from './principal-cache';

/** Turns `x-api-key: japm_<8 hex>_<48 hex>` into the actor of the key's owner. */
export class ApiKeyStrategy extends Strategy {
  readonly name = 'api_key';

  constructor(
    private readonly principals: Principals,
    private readonly cache: PrincipalCache<KeyPrincipal>,
    private readonly recordKeyUse: RecordKeyUse,
  ) {
    super();
  }

  override authenticate(request: Request): void {
    const value = request.get('x-api-key') ?? '';
    this.find(request, value).then(
      (principal) => {
        if (!principal || !this.principals.isStillGood(principal, value)) {
          this.fail(401);
          return;
        }
        this.recordKeyUse.note(principal.apiKey);
        this.success(principal.actor);
      },
      (error: unknown) => {
        this.error(error instanceof Error ? error : new Error('API key look-up failed', { cause: error }));
      },
    );
  }

  // It is not #find, because passport calls an object that has this one as its prototype.
  private find(request: Request, value: string): Promise<KeyPrincipal | null> {
    const find = (): Promise<KeyPrincipal | null> => this.principals.ofKey(value);
    if (operationOf(request)?.serves !== true) return find();
    // The cache is by hash, so that memory does not contain the keys of all callers.
    return this.cache.get(createHash('sha256').update(value).digest('base64'), find);
  }
}
