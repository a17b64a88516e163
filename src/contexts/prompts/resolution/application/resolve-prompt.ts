import { requireVariables } from '../../template/domain/variable-contract';
import type { AccessMeter, AccessTrace } from '../../usage/application/access-meter';
import type { CompiledPrompt, ReadTemplate, ReadTemplateCommand } from './read-template';

export interface ResolvePromptCommand extends ReadTemplateCommand {
  readonly variables: ReadonlyMap<string, unknown>;
  /** Whether the caller has the template with that ETag; never, when not given. */
  readonly isKnown?: (etag: string) => boolean;
}

export interface ResolvedPrompt extends CompiledPrompt {
  readonly text: string;
  /** Whether the caller says that they have it. */
  readonly isKnown: boolean;
}

/** Resolves strictly. Throws VariablesRefused unless all required variables have values, and all values are known and of their type. */
export class ResolvePrompt {
  constructor(
    private readonly templates: ReadTemplate,
    private readonly meter: AccessMeter,
  ) {}

  /**
   * Counts as an access of its own, unless the command has the trace of the one that it is a part of. `templates`: where they are read,
   * where that is not as usual.
   */
  execute(command: ResolvePromptCommand, templates = this.templates): Promise<ResolvedPrompt> {
    if (command.trace) return this.#resolve(command, command.trace, templates);
    return this.meter.count('resolve', command.actor, (trace) => this.#resolve({ ...command, trace }, trace, templates));
  }

  async #resolve(
    { variables, isKnown, ...command }: ResolvePromptCommand,
    trace: AccessTrace,
    templates: ReadTemplate,
  ): Promise<ResolvedPrompt> {
    const compiled = await templates.execute(command, variables);
    const { text, unresolved, prompts } = compiled.inlined;
    requireVariables(
      prompts.map((each) => each.plan),
      variables,
      unresolved,
    );
    trace.isKnown = isKnown?.(compiled.etag) ?? false;
    return { ...compiled, text, isKnown: trace.isKnown };
  }
}
