import { requireVariables } from '../../template/domain/variable-contract';
import type { CompiledPrompt, ReadTemplate, ReadTemplateCommand } from './read-template';

export interface ResolvePromptCommand extends ReadTemplateCommand {
  readonly variables: ReadonlyMap<string, unknown>;
}

export interface ResolvedPrompt extends CompiledPrompt {
  readonly text: string;
}

/** Resolves strictly. Throws VariablesRefused unless all required variables have values, and all values are known and of their type. */
export class ResolvePrompt {
  constructor(private readonly templates: ReadTemplate) {}

  async execute({ variables, ...command }: ResolvePromptCommand): Promise<ResolvedPrompt> {
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
