import type { Actor } from '#shared/actor';

export interface AssetCreationCommand {
  readonly actor: Actor;
  /** The slug of the project. */
  readonly project: string;
  /** The slug of the prompt. */
  readonly prompt: string;
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  /** The text of version 1.0.0. */
  readonly value: string;
  /** Null: the language of the prompt's first version. */
  readonly languageCode: string | null;
  readonly changeMessage: string | null;
  readonly translations: readonly { readonly languageCode: string; readonly value: string }[];
  /** Whether version 1.0.0 is active from the start. */
  readonly activate: boolean;
}

/** Creates assets of a prompt for use cases that create a whole prompt. */
export abstract class AssetCreation {
  /** Throws Invalid with the pointers of a new asset. */
  abstract execute(command: AssetCreationCommand): Promise<unknown>;
}
