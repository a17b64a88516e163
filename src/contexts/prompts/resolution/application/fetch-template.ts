import type { AccessMeter } from '../../usage/application/access-meter';
import type { CompiledPrompt, ReadTemplate, ReadTemplateCommand } from './read-template';

export interface FetchTemplateCommand extends ReadTemplateCommand {
  /** Whether the caller has the template with that ETag. */
  readonly isKnown: (etag: string) => boolean;
}

export interface FetchedTemplate extends CompiledPrompt {
  readonly isKnown: boolean;
}

/** Gives a template to a client that substitutes the values itself. */
export class FetchTemplate {
  constructor(
    private readonly templates: ReadTemplate,
    private readonly meter: AccessMeter,
  ) {}

  execute({ isKnown, ...command }: FetchTemplateCommand): Promise<FetchedTemplate> {
    return this.meter.count('template', command.actor, async (trace) => {
      const compiled = await this.templates.execute({ ...command, trace });
      trace.isKnown = isKnown(compiled.etag);
      return { ...compiled, isKnown: trace.isKnown };
    });
  }
}
