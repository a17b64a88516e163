import { requireVariables } from '../../template/domain/variable-contract';
import { AccessTrace, type AccessMeter } from '../../usage/application/access-meter';
import type { CompiledPrompt } from './read-template';
import type { TemplateCommand, Templates } from './templates';

export interface ResolvePromptCommand extends TemplateCommand {
  readonly variables: ReadonlyMap<string, unknown>;
  /** Whether the caller has the template with that ETag. Absent: they do not. */
  readonly isKnown?: (etag: string) => boolean;
}

export interface ResolvedPrompt extends CompiledPrompt {
  readonly text: string;
  /** Whether the caller has it already. */
  readonly isKnown: boolean;
}

/** Resolves strictly. Throws VariablesRefused unless all required variables have values, and all values are known and of their type. */
export class ResolvePrompt {
  constructor(
    private readonly templates: Pick<Templates, 'execute'>,
    private readonly meter: AccessMeter,
  ) {}

  /**
   * Counts as an access of its own, unless the command has the trace of the access that it belongs to. `templates` replaces the usual
   * source of templates.
   */
  execute(command: ResolvePromptCommand, templates = this.templates): Promise<ResolvedPrompt> {
    // A text of the past is not in use today.
    const trace = command.trace ?? (command.asOf ? new AccessTrace() : null);
    if (trace) return this.#resolve(command, trace, templates);
    return this.meter.count('resolve', command.actor, (own) => this.#resolve({ ...command, trace: own }, own, templates));
  }

  async #resolve(
    { variables, isKnown, ...command }: ResolvePromptCommand,
    trace: AccessTrace,
    templates: Pick<Templates, 'execute'>,
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
