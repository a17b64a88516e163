import type { VariableType } from '../../../template/domain/variable';
import type { CompiledPrompt } from '../../application/read-template';
import type { ResolvedPrompt } from '../../application/resolve-prompt';
import type { AssetFragment, PromptFragment } from '../../domain/fragment';
import type { Inlined } from '../../domain/inlining';

export interface ResolvePromptDto {
  /**
   * Values by name, at most 5,000, each of its variable's type; null counts as not given. A declared variable that is not required and has neither
   * a value nor a default becomes empty text.
   * @example { "who": "Bo" }
   */
  variables?: Record<string, unknown> | null;
  /**
   * A tag, or `latest` for the newest active version. Either this or `environment`.
   * @example "1.0.0"
   */
  version?: string | null;
  /**
   * Name of an environment: the version that it points at. Either this or `version`.
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
   * Slug of the project that a prompt is in; null for an asset.
   * @example "shop"
   */
  projectId: string | null;
  /**
   * Slug of the prompt, or key of the asset.
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
   * Slug of the prompt.
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
   * With `asOf`: the time as of which everything was read.
   * @format date-time
   */
  asOf?: string;
  /** The prompts and assets that are put in, the prompt itself left out. */
  fragments: InlinedFragmentDto[];
  /**
   * Of the template with everything that is put in, with its quotes: the same as that of GET, unless a value takes an asset's place.
   * @example "\"1z7b2alZPRxp4RVvEoFIfqPgDjAHO-H1eVkYYxi4Msk\""
   */
  etag: string;
}

export interface ResolvedPromptDto extends ResolutionDto {
  /**
   * Every placeholder is filled in; the version's `literals` stay as they are.
   * @example "Dear Bo"
   */
  text: string;
}

/** A piece of a template; `text` for texts, `name` for variables, `reference` for assets and prompts. */
export interface TemplateSegmentDto {
  /** @example "variable" */
  kind: 'text' | 'variable' | 'asset' | 'prompt';
  text?: string;
  /** @example "who" */
  name?: string;
  reference?: string;
  /**
   * The placeholder as it stands in the text.
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
   * One that is not, and has neither a value nor a default, is empty text.
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
  /** Over all texts that are put in: declared ones, then those that only a text names. */
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
