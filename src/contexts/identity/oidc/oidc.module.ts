import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { RandomSource } from '../access/application/random-source.port';
import { IssueSession } from '../sign-in/application/issue-session';
import { CrossTenantReads } from '../tenant/application/cross-tenant-reads';
import { AccountGuard } from '../user/application/account-guard';
import { PasswordHasher } from '../user/application/password-hasher.port';
import { UserRepository } from '../user/application/user-repository.port';
import { UserScope } from '../user/application/user-scope';
import { SealedPendingSignIns } from './adapters/crypto/sealed-pending-sign-ins';
import { OidcLinksController } from './adapters/http/oidc-links.controller';
import { OidcController } from './adapters/http/oidc.controller';
import { HttpOpenIdClient } from './adapters/openid/http-open-id-client';
import { OidcLinkTable } from './adapters/persistence/oidc-link.table';
import { TypeOrmOidcLinkRepository } from './adapters/persistence/typeorm-oidc-link-repository';
import { CompleteOidcSignIn } from './application/complete-oidc-sign-in';
import { OidcAccounts } from './application/oidc-accounts';
import { OidcLinkRepository } from './application/oidc-link-repository.port';
import { OidcSettings } from './application/oidc-settings';
import { OpenIdClient } from './application/openid-client.port';
import { PendingSignIns } from './application/pending-sign-ins.port';
import { ReadOidcLinks } from './application/read-oidc-links';
import { RemoveOidcLink } from './application/remove-oidc-link';
import { StartOidcSignIn } from './application/start-oidc-sign-in';

export const oidcModule: AggregateModule = {
  tables: [OidcLinkTable],
  bind: (bind) => {
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
  },
};
