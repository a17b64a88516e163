import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { ANY } from '#shared/grants';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { JwtTokenSigner } from './adapters/crypto/jwt-token-signer';
import { SessionsController } from './adapters/http/sessions.controller';
import { SessionTable } from './adapters/persistence/session.table';
import { TypeOrmSessionRepository } from './adapters/persistence/typeorm-session-repository';
import { TypeOrmSignInHistory } from './adapters/persistence/typeorm-sign-in-history';
import { EndAllSessions } from './application/end-all-sessions';
import { EndSession } from './application/end-session';
import { FailedSignIns } from './application/failed-sign-ins';
import { ListSessions } from './application/list-sessions';
import { SessionRepository } from './application/session-repository.port';
import { SignInAccounts } from './application/sign-in-accounts.port';
import { SignInHistory } from './application/sign-in-history.port';
import { TokenSettings } from './application/token-settings';
import { TokenSigner } from './application/token-signer.port';

export const sessionModule: AggregateModule = {
  tables: [SessionTable],
  permissions: {
    'session:own': ANY,
  },
  bind: (bind) => {
    bindSingleton(bind, TokenSigner, JwtTokenSigner, [TokenSettings]);
    bindSingleton(bind, SessionRepository, TypeOrmSessionRepository, [PersistenceSession]);
    bindSingleton(bind, SignInHistory, TypeOrmSignInHistory, [PersistenceSession, SignInAccounts]);
    bindSingleton(bind, FailedSignIns, FailedSignIns, [Clock, SignInHistory]);
    bindUseCase(bind, EndSession, [SessionRepository, Outbox, UnitOfWork, Clock, AccessPolicy]);
    bindUseCase(bind, EndAllSessions, [SessionRepository, Outbox, UnitOfWork, Clock, AccessPolicy]);
    bindSingleton(bind, ListSessions, ListSessions, [SessionRepository, Clock, AccessPolicy]);
    bindController(bind, SessionsController, [ListSessions, EndSession, EndAllSessions, TokenSigner]);
  },
};
