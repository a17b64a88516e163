import { AccessTrace, type AccessMeter } from '../../usage/application/access-meter';
import type { CompiledPrompt } from './read-template';
import type { TemplateCommand, Templates } from './templates';

export interface FetchTemplateCommand extends TemplateCommand {
  /** Whether the caller has the template with that ETag. */
  readonly isKnown: (etag: string) => boolean;
}

export interface FetchedTemplate extends CompiledPrompt {
  readonly isKnown: boolean;
}

/** Returns a template to a client that substitutes the values itself. */
export class FetchTemplate {
  constructor(
    private readonly templates: Pick<Templates, 'execute'>,
    private readonly meter: AccessMeter,
  ) {}

  execute({ isKnown, ...command }: FetchTemplateCommand): Promise<FetchedTemplate> {
    const fetch = async (trace: AccessTrace): Promise<FetchedTemplate> => {
      const compiled = await this.templates.execute({ ...command, trace });
      trace.isKnown = isKnown(compiled.etag);
      return { ...compiled, isKnown: trace.isKnown };
    };
    // A text of the past is not in use today.
    return command.asOf ? fetch(new AccessTrace()) : this.meter.count('template', command.actor, fetch);
  }
}
