import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { ADMIN, MEMBER } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { SystemPromptsController } from './adapters/http/system-prompts.controller';
import { InstalledDefaultTable } from './adapters/persistence/installed-default.table';
import { SystemPromptTable } from './adapters/persistence/system-prompt.table';
import { TypeOrmInstalledDefaults } from './adapters/persistence/typeorm-installed-defaults';
import { TypeOrmSystemPromptRepository } from './adapters/persistence/typeorm-system-prompt-repository';
import { CreateSystemPrompt } from './application/create-system-prompt';
import { DeleteSystemPrompt } from './application/delete-system-prompt';
import { InstallSystemPrompts } from './application/install-system-prompts';
import { InstalledDefaults } from './application/installed-defaults.port';
import { ReadSystemPrompts } from './application/read-system-prompts';
import { SystemPromptRepository } from './application/system-prompt-repository.port';
import { UpdateSystemPrompt } from './application/update-system-prompt';

export const systemPromptModule: AggregateModule = {
  tables: [SystemPromptTable, InstalledDefaultTable],
  permissions: { 'system-prompt:read': MEMBER, 'system-prompt:write': { ...ADMIN, platform: true } },
  bind: (bind) => {
    bindSingleton(bind, SystemPromptRepository, TypeOrmSystemPromptRepository, [PersistenceSession]);
    bindSingleton(bind, InstalledDefaults, TypeOrmInstalledDefaults, [PersistenceSession]);
    bindUseCase(bind, InstallSystemPrompts, [SystemPromptRepository, InstalledDefaults, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, CreateSystemPrompt, [AccessPolicy, SystemPromptRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateSystemPrompt, [AccessPolicy, SystemPromptRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteSystemPrompt, [AccessPolicy, SystemPromptRepository, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadSystemPrompts, ReadSystemPrompts, [AccessPolicy, SystemPromptRepository]);
    bindController(bind, SystemPromptsController, [CreateSystemPrompt, UpdateSystemPrompt, DeleteSystemPrompt, ReadSystemPrompts]);
  },
};
