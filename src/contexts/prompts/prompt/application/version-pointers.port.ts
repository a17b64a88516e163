import { TextPointers, type TextPointer } from '../../text/application/text-pointers.port';

/** Reads which versions of prompts environments point at. */
export abstract class VersionPointers extends TextPointers {
  /** The pointers of these environments to these prompts, in no order. */
  abstract inEnvironments(
    tenantId: string,
    environmentIds: readonly string[],
    promptIds: readonly string[],
  ): Promise<readonly TextPointer[]>;
  /** The versions among these that an environment points at. */
  abstract pointed(tenantId: string, versionIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The ids of the environments that have a version of the prompt, or of one of its assets. */
  abstract environmentsUsing(tenantId: string, promptId: string): Promise<readonly string[]>;
}
