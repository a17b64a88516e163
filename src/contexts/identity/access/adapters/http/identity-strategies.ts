import type { Strategy } from 'passport';
import { AuthenticationStrategies, type SchemeName } from '#platform/http/authentication';
import type { Actor } from '#shared/actor';
import type { RecordKeyUse } from '../../../api-key/application/record-key-use';
import type { TokenSettings } from '../../../session/application/token-settings';
import type { TokenSigner } from '../../../session/application/token-signer.port';
import type { IdentitySettings } from '../../application/identity-settings';
import type { KeyPrincipal, Principals } from '../../application/principals';
import { ApiKeyStrategy } from './api-key-strategy';
import { bearerStrategy } from './bearer-strategy';
import { PrincipalCache } from './principal-cache';

export class IdentityStrategies extends AuthenticationStrategies {
  readonly all: readonly { readonly name: SchemeName; readonly strategy: Strategy }[];

  constructor(
    principals: Principals,
    recordKeyUse: RecordKeyUse,
    tokens: TokenSigner,
    tokenSettings: TokenSettings,
    { values: { principalCacheMs, staleGraceMs } }: IdentitySettings,
  ) {
    super();
    this.all = [
      {
        name: 'bearer',
        strategy: bearerStrategy(principals, new PrincipalCache<Actor>(principalCacheMs, staleGraceMs), tokens, tokenSettings),
      },
      {
        name: 'api_key',
        strategy: new ApiKeyStrategy(principals, new PrincipalCache<KeyPrincipal>(principalCacheMs, staleGraceMs), recordKeyUse),
      },
    ];
  }
}
