import type { VariableType } from '../../../template/domain/variable';
import type { CompiledPrompt } from '../../application/read-template';
import type { ResolvedPrompt } from '../../application/resolve-prompt';
import type { AssetFragment, PromptFragment } from '../../domain/fragment';
import type { Inlined } from '../../domain/inlining';

export interface ResolvePromptDto {
  /**
   * The values by name, at most 5,000, each of its variable's type. Null counts as absent. A declared variable that is not required and has
   * neither a value nor a default becomes empty text.
   * @example { "who": "Bo" }
   */
  variables?: Record<string, unknown> | null;
  /**
   * A tag, or `latest` for the newest active version. Give either this or `environment`.
   * @example "1.0.0"
   */
  version?: string | null;
  /**
   * The name of an environment, for the version at which it points. Give either this or `version`.
   */
  environment?: string | null;
  /** @example "en" */
  language?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface ResolvedLanguageDto {
  /** @example "en" */
  requested: string | null;
  /** @example "en-US" */
  served: string;
  fallback: boolean;
}

export interface InlinedFragmentDto {
  /** @example "prompt" */
  kind: 'prompt' | 'asset';
  /**
   * The slug of the project of the prompt; null for an asset.
   * @example "shop"
   */
  projectId: string | null;
  /**
   * The slug of the prompt, or the key of the asset.
   * @example "greeting"
   */
  identifier: string;
  /** @example "1.0.0" */
  version: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  versionId: string;
  language: ResolvedLanguageDto;
}

interface ResolutionDto {
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "1.0.0" */
  version: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  versionId: string;
  /** @example "production" */
  environment: string | null;
  language: ResolvedLanguageDto;
  /**
   * Present with `asOf`: the time for which everything was read.
   * @format date-time
   */
  asOf?: string;
  /** The prompts and assets whose texts are included, without the prompt itself. */
  fragments: InlinedFragmentDto[];
  /**
   * The ETag of the template with everything that it includes, with its quotes. It is the same as that of GET, unless a value takes the
   * place of an asset.
   * @example "\"1z7b2alZPRxp4RVvEoFIfqPgDjAHO-H1eVkYYxi4Msk\""
   */
  etag: string;
}

export interface ResolvedPromptDto extends ResolutionDto {
  /**
   * The text with every placeholder filled in. The version's `literals` are unchanged.
   * @example "Dear Bo"
   */
  text: string;
}

/** A piece of a template. It has `text` for texts, `name` for variables, and `reference` for assets and prompts. */
export interface TemplateSegmentDto {
  /** @example "variable" */
  kind: 'text' | 'variable' | 'asset' | 'prompt';
  text?: string;
  /** @example "who" */
  name?: string;
  reference?: string;
  /**
   * The placeholder as in the text.
   * @example "{{variable:who}}"
   */
  source?: string;
}

export interface TemplateVariableDto {
  /** @example "who" */
  name: string;
  /** @example "string" */
  type: VariableType;
  /**
   * A variable that is not required and has neither a value nor a default is empty text.
   * @example true
   */
  required: boolean;
  default: unknown;
  description: string | null;
  example: unknown;
}

export interface CompiledPromptDto extends ResolutionDto {
  /** @example [{ "kind": "text", "text": "Dear " }, { "kind": "variable", "name": "who", "source": "{{variable:who}}" }] */
  template: TemplateSegmentDto[];
  /** The variables of all included texts: first the declared ones, then those that only a text names. */
  variables: TemplateVariableDto[];
}

export const resolvedDto = (resolved: ResolvedPrompt, prompt: string, asOf: Date | null): ResolvedPromptDto => ({
  text: resolved.text,
  ...resolutionDto(resolved, prompt, asOf),
});

export const compiledDto = (compiled: CompiledPrompt, prompt: string, asOf: Date | null): CompiledPromptDto => ({
  ...resolutionDto(compiled, prompt, asOf),
  template: compiled.template.map((segment) => ({ ...segment })),
  variables: compiled.variables.map((each) => ({ ...each })),
});

function resolutionDto(
  { version, environment, language, etag, inlined }: CompiledPrompt,
  prompt: string,
  asOf: Date | null,
): ResolutionDto {
  const { id, versionTag } = version.state;
  return {
    promptId: prompt,
    version: versionTag,
    versionId: id,
    environment: environment?.name ?? null,
    language: { ...language },
    ...(asOf ? { asOf: asOf.toISOString() } : {}),
    fragments: fragmentDtos(inlined),
    etag,
  };
}

function fragmentDtos({ prompts, assets }: Inlined): InlinedFragmentDto[] {
  const common = ({ versionTag, versionId, language }: PromptFragment | AssetFragment) => ({
    version: versionTag,
    versionId,
    language: { ...language },
  });
  return [
    ...prompts
      .slice(1)
      .map(({ fragment }) => ({ kind: 'prompt' as const, projectId: fragment.project, identifier: fragment.prompt, ...common(fragment) })),
    ...assets.map(({ asset }) => ({ kind: 'asset' as const, projectId: null, identifier: asset.key, ...common(asset) })),
  ];
}
