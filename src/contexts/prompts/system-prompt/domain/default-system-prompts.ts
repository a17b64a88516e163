import { PROMPT_GENERATOR } from './defaults/prompt-generator';
import { PROMPT_IMPROVER } from './defaults/prompt-improver';
import { PROMPT_TRANSLATOR } from './defaults/prompt-translator';
import type { SystemPromptContent } from './system-prompt';

/** The system prompts that every installation gets once (wire contract, 5.3). A name in this list never changes its meaning. */
export const DEFAULT_SYSTEM_PROMPTS: readonly SystemPromptContent[] = [PROMPT_GENERATOR, PROMPT_IMPROVER, PROMPT_TRANSLATOR];

/** Another process has installed the default first. */
export class DefaultInstalled extends Error {}
