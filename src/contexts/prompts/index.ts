/** The parts of prompts that the bootstrap may use. */
export { ExecutionSettings } from './execution/application/execution-settings';
export { InstallSystemPrompts } from './system-prompt/application/install-system-prompts';
export { UsageSettings } from './usage/application/usage-settings';
