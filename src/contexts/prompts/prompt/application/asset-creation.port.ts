import type { Actor } from '#shared/actor';

export interface AssetCreationCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  /** Slug of the prompt. */
  readonly prompt: string;
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  /** What version 1.0.0 says. */
  readonly value: string;
  /** Null: the language of the prompt's first version. */
  readonly languageCode: string | null;
  readonly changeMessage: string | null;
  readonly translations: readonly { readonly languageCode: string; readonly value: string }[];
  /** Whether version 1.0.0 is active from the start. */
  readonly activate: boolean;
}

/** Creates assets of a prompt, for what creates a prompt as a whole. */
export abstract class AssetCreation {
  /** Throws Invalid whose pointers are those of a new asset. */
  abstract execute(command: AssetCreationCommand): Promise<unknown>;
}
