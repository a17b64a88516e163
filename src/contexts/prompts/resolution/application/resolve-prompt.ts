import { requireVariables } from '../../template/domain/variable-contract';
import type { AccessMeter } from '../../usage/application/access-meter';
import type { CompiledPrompt, ReadTemplate, ReadTemplateCommand } from './read-template';

export interface ResolvePromptCommand extends ReadTemplateCommand {
  readonly variables: ReadonlyMap<string, unknown>;
}

export interface ResolvedPrompt extends CompiledPrompt {
  readonly text: string;
}

/** Resolves strictly. Throws VariablesRefused unless all required variables have values, and all values are known and of their type. */
export class ResolvePrompt {
  constructor(
    private readonly templates: ReadTemplate,
    private readonly meter: AccessMeter,
  ) {}

  /** Counts as an access of its own, unless the command has the trace of the one that it is a part of. */
  execute(command: ResolvePromptCommand): Promise<ResolvedPrompt> {
    if (command.trace) return this.#resolve(command);
    return this.meter.count('resolve', command.actor, (trace) => this.#resolve({ ...command, trace }));
  }

  async #resolve({ variables, ...command }: ResolvePromptCommand): Promise<ResolvedPrompt> {
    const compiled = await this.templates.execute(command, variables);
    const { text, unresolved, prompts } = compiled.inlined;
    requireVariables(
      prompts.map((each) => each.plan),
      variables,
      unresolved,
    );
    return { ...compiled, text };
  }
}
