import { systemActor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { DEFAULT_SYSTEM_PROMPTS, DefaultInstalled } from '../domain/default-system-prompts';
import { SystemPrompt, SYSTEM_PROMPT_FIELDS, SystemPromptTaken, type SystemPromptContent } from '../domain/system-prompt';
import { SYSTEM_PROMPT_AUDIT } from '../domain/system-prompt-audit';
import type { InstalledDefaults } from './installed-defaults.port';
import type { SystemPromptRepository } from './system-prompt-repository.port';

/**
 * Creates each default system prompt once in the life of a database, so that administrators can change and delete it. Every start runs
 * it, because a later release may bring further ones.
 */
export class InstallSystemPrompts {
  constructor(
    private readonly prompts: SystemPromptRepository,
    private readonly installed: InstalledDefaults,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const known = new Set(await this.installed.names());
    for (const content of DEFAULT_SYSTEM_PROMPTS) if (!known.has(content.name)) await this.#install(content);
  }

  /** A system prompt that an administrator created under the name of the default stays as it is. */
  async #install(content: SystemPromptContent): Promise<void> {
    try {
      await this.unitOfWork.run(async () => {
        const now = this.clock.now();
        await this.installed.add(content.name, now);
        const own = await this.prompts.find(content.name);
        const prompt = own ?? SystemPrompt.create({ ...content, id: this.ids.next(), now });
        const path = [prompt.state.id];
        const subject = {
          rule: SYSTEM_PROMPT_AUDIT.create,
          actor: systemActor('install'),
          project: null,
          path,
          changes: SYSTEM_PROMPT_FIELDS,
        };
        if (own) {
          this.outbox.unchanged(auditFact(subject, own, own));
          return;
        }
        await this.prompts.add(prompt);
        this.outbox.append(auditFact(subject, null, prompt));
      });
    } catch (error) {
      // Another process has just created it. This attempt is rolled back completely, and the next start looks again.
      if (!(error instanceof DefaultInstalled || error instanceof SystemPromptTaken)) throw error;
    }
  }
}
