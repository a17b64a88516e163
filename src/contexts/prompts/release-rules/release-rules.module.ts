import { PeopleDirectory } from '#contexts/identity/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { PointerHistory } from '../pointer-history/application/pointer-history.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { ReleaseRulesController } from './adapters/http/release-rules.controller';
import { DirectoryColleagues } from './adapters/identity/directory-colleagues';
import { ReleaseRulesTable } from './adapters/persistence/release-rules.table';
import { TypeOrmReleaseRulesRepository } from './adapters/persistence/typeorm-release-rules-repository';
import { Colleagues } from './application/colleagues.port';
import { ConfirmPendingRules } from './application/confirm-pending-rules';
import { DiscardPendingRules } from './application/discard-pending-rules';
import { EstablishedApprovers } from './application/established-approvers';
import { ReadReleaseRules } from './application/read-release-rules';
import { ReleaseGate } from './application/release-gate';
import { ReleaseRulesRepository } from './application/release-rules-repository.port';
import { ReplaceReleaseRules } from './application/replace-release-rules';
import { RulesUnderChange } from './application/rules-under-change';

export const releaseRulesModule: AggregateModule = {
  tables: [ReleaseRulesTable],
  permissions: {
    'release-rules:read': { ...MEMBER, ...READERS },
    'release-rules:write': { ...MEMBER, ...PROJECT_ADMIN, ownerOnly: true },
  },
  bind: (bind) => {
    bindSingleton(bind, ReleaseRulesRepository, TypeOrmReleaseRulesRepository, [PersistenceSession]);
    bindSingleton(bind, EstablishedApprovers, EstablishedApprovers, [Colleagues]);
    bindSingleton(bind, ReleaseGate, ReleaseGate, [ReleaseRulesRepository, PointerHistory, EstablishedApprovers, Clock]);
    bindSingleton(bind, ReadReleaseRules, ReadReleaseRules, [ProjectCatalog, ReleaseRulesRepository]);
    bindSingleton(bind, RulesUnderChange, RulesUnderChange, [
      ProjectCatalog,
      ReleaseRulesRepository,
      PointerHistory,
      Colleagues,
      Outbox,
      Clock,
    ]);
    bindUseCase(bind, ReplaceReleaseRules, [RulesUnderChange, ReleaseRulesRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, ConfirmPendingRules, [RulesUnderChange, EstablishedApprovers, UnitOfWork]);
    bindUseCase(bind, DiscardPendingRules, [RulesUnderChange, UnitOfWork]);
    bindController(bind, ReleaseRulesController, [ReplaceReleaseRules, ConfirmPendingRules, DiscardPendingRules, ReadReleaseRules]);
    bindSingleton(bind, Colleagues, DirectoryColleagues, [PeopleDirectory]);
  },
};
