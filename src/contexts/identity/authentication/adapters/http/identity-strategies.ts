import type { Strategy } from 'passport';
import { AuthenticationStrategies, type SchemeName } from '#platform/http/authentication';
import type { RecordKeyUse } from '../../../api-key/application/record-key-use';
import type { TokenSettings } from '../../../session/application/token-settings';
import type { TokenSigner } from '../../../session/application/token-signer.port';
import type { Principals } from '../../application/principals';
import { ApiKeyStrategy } from './api-key-strategy';
import { bearerStrategy } from './bearer-strategy';
import type { PrincipalCaches } from './principal-caches';

export class IdentityStrategies extends AuthenticationStrategies {
  readonly all: readonly { readonly name: SchemeName; readonly strategy: Strategy }[];

  constructor(
    principals: Principals,
    recordKeyUse: RecordKeyUse,
    tokens: TokenSigner,
    tokenSettings: TokenSettings,
    caches: PrincipalCaches,
  ) {
    super();
    this.all = [
      { name: 'bearer', strategy: bearerStrategy(principals, caches.sessions, tokens, tokenSettings) },
      { name: 'api_key', strategy: new ApiKeyStrategy(principals, caches.keys, recordKeyUse) },
    ];
  }
}
