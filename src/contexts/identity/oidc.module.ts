import { ContainerModule } from 'inversify';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { RandomSource } from './access/application/random-source.port';
import { SealedPendingSignIns } from './oidc/adapters/crypto/sealed-pending-sign-ins';
import { OidcController } from './oidc/adapters/http/oidc.controller';
import { OidcLinksController } from './oidc/adapters/http/oidc-links.controller';
import { HttpOpenIdClient } from './oidc/adapters/openid/http-open-id-client';
import { OidcLinkTable } from './oidc/adapters/persistence/oidc-link.table';
import { TypeOrmOidcLinkRepository } from './oidc/adapters/persistence/typeorm-oidc-link-repository';
import { CompleteOidcSignIn } from './oidc/application/complete-oidc-sign-in';
import { OidcAccounts } from './oidc/application/oidc-accounts';
import { OidcLinkRepository } from './oidc/application/oidc-link-repository.port';
import { OidcSettings } from './oidc/application/oidc-settings';
import { OpenIdClient } from './oidc/application/openid-client.port';
import { PendingSignIns } from './oidc/application/pending-sign-ins.port';
import { ReadOidcLinks } from './oidc/application/read-oidc-links';
import { RemoveOidcLink } from './oidc/application/remove-oidc-link';
import { StartOidcSignIn } from './oidc/application/start-oidc-sign-in';
import { IssueSession } from './session/application/issue-session';
import { CrossTenantReads } from './tenant/application/cross-tenant-reads';
import { AccountGuard } from './user/application/account-guard';
import { PasswordHasher } from './user/application/password-hasher.port';
import { UserRepository } from './user/application/user-repository.port';
import { UserScope } from './user/application/user-scope';

/** The part of the identity context that signs people in by OpenID Connect; the bootstrap adds OidcSettings. */
export const oidcModule: ContextModule = {
  name: 'oidc',
  tables: [OidcLinkTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, OidcLinkRepository, TypeOrmOidcLinkRepository, [PersistenceSession]);
    bindSingleton(bind, OpenIdClient, HttpOpenIdClient, [OidcSettings]);
    bindSingleton(bind, PendingSignIns, SealedPendingSignIns, [OidcSettings]);
    bindSingleton(bind, OidcAccounts, OidcAccounts, [OidcLinkRepository, UserRepository, PasswordHasher, RandomSource, Outbox, Ids, Clock]);
    bindUseCase(bind, StartOidcSignIn, [OidcSettings, OpenIdClient, PendingSignIns, Clock]);
    bindUseCase(bind, CompleteOidcSignIn, [OidcSettings, OpenIdClient, PendingSignIns, OidcAccounts, IssueSession, UnitOfWork, Clock]);
    bindSingleton(bind, ReadOidcLinks, ReadOidcLinks, [OidcLinkRepository, UserScope, AccessPolicy, CrossTenantReads]);
    bindUseCase(bind, RemoveOidcLink, [OidcLinkRepository, UserRepository, UserScope, AccountGuard, Outbox, UnitOfWork, AccessPolicy]);
    bindController(bind, OidcLinksController, [ReadOidcLinks, RemoveOidcLink]);
    bindController(bind, OidcController, [StartOidcSignIn, CompleteOidcSignIn]);
  }),
};
