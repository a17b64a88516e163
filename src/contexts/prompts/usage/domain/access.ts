import type { Actor } from '#shared/actor';
import type { TextVersionState } from '../../text/domain/text-version';

/**
 * How a text was requested. `resolve`: strictly, with values. `template`: compiled, for clients that substitute values. `serve`: in the
 * lenient way of v1. `execute`: for running it against a model.
 */
export const ACCESS_KINDS = ['resolve', 'template', 'serve', 'execute'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** `not_modified`: the caller has the text already. `failed`: the version was found, but the caller did not get its text. */
export const ACCESS_OUTCOMES = ['served', 'not_modified', 'failed'] as const;
export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number];

/** The version of a prompt that a caller asked for. */
export type AccessedVersion = Pick<TextVersionState, 'id' | 'tenantId' | 'promptId' | 'versionTag'>;

/** One request, or one part of a request for several prompts, that reached a version of a prompt. */
export interface Access {
  readonly kind: AccessKind;
  readonly outcome: AccessOutcome;
  readonly actor: Pick<Actor, 'id' | 'apiKeyId'>;
  readonly version: AccessedVersion;
  /** The id of the environment that the caller named; null without one. */
  readonly environmentId: string | null;
  /** The language of the text; null if the request failed before it was known. */
  readonly language: string | null;
  /** The ids of the versions of other prompts whose texts are included. */
  readonly included?: readonly string[];
}
