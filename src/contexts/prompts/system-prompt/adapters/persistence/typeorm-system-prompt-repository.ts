import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { SYSTEM_PROMPT_LIST, SystemPromptRepository } from '../../application/system-prompt-repository.port';
import { SystemPrompt, SystemPromptTaken, type SystemPromptState } from '../../domain/system-prompt';
import { SystemPromptTable } from './system-prompt.table';

export class TypeOrmSystemPromptRepository extends SystemPromptRepository {
  readonly #prompts: TableStore<SystemPromptState, SystemPrompt>;

  constructor(session: PersistenceSession) {
    super();
    this.#prompts = session.store(SystemPromptTable, {
      restore: (row) => SystemPrompt.restore(row),
      stale: ({ name }) => new StaleRevision('System prompt', name),
      constant: ['createdAt'],
      taken: { uq_system_prompt_name: ({ name }) => new SystemPromptTaken(name) },
    });
  }

  add({ state }: SystemPrompt): Promise<void> {
    return this.#prompts.insert(state);
  }

  update({ state }: SystemPrompt): Promise<void> {
    return this.#prompts.update(state);
  }

  remove({ state }: SystemPrompt): Promise<void> {
    return this.#prompts.remove(state);
  }

  find(name: string): Promise<SystemPrompt | null> {
    return this.#prompts.find({ name: name.trim() });
  }

  page(query: ListQuery): Promise<Page<SystemPrompt>> {
    return this.#prompts.page({}, SYSTEM_PROMPT_LIST, query);
  }
}
