import { requireVariables } from '../../template/domain/variable-contract';
import type { CompiledPrompt, ReadTemplate, ReadTemplateCommand } from './read-template';

export interface ResolvePromptCommand extends ReadTemplateCommand {
  readonly variables: ReadonlyMap<string, unknown>;
}

export interface ResolvedPrompt extends CompiledPrompt {
  readonly text: string;
}

/** The strict way: throws VariablesRefused unless every required variable is given, and what is given is known and of its type. */
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
