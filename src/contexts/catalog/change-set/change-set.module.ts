import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { EDITORS, MEMBER } from '#shared/grants';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { ChangeRouter } from './adapters/http/change-router';
import { ChangesController } from './adapters/http/changes.controller';
import { ApplyChanges } from './application/apply-changes';
import { ChangeFaults } from './application/change-faults.port';

export const changeSetModule: AggregateModule = {
  tables: [],
  permissions: {
    'change:apply': { ...MEMBER, ...EDITORS },
  },
  bind: (bind) => {
    bindSingleton(bind, ChangeRouter, ChangeRouter, [{ serviceIdentifier: ChangeFaults, isMultiple: true }]);
    bindUseCase(bind, ApplyChanges, [ProjectDirectory, Outbox, UnitOfWork]);
    bindController(bind, ChangesController, [ApplyChanges, ChangeRouter]);
  },
};
