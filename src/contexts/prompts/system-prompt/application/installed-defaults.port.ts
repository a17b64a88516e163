/** The default system prompts that this installation has or had: a deleted, changed or renamed one remains in this list. */
export abstract class InstalledDefaults {
  /** Throws DefaultInstalled when it is in the list. */
  abstract add(name: string, now: Date): Promise<void>;
  abstract names(): Promise<string[]>;
}
