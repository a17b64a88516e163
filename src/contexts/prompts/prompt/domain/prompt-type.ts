export type PromptType = 'SYSTEM' | 'USER' | 'ASSISTANT' | 'GUARD' | 'COMPOSITE' | 'CONTEXT' | 'FUNCTION' | 'EXAMPLE' | 'TEMPLATE';

export const PROMPT_TYPES: readonly PromptType[] = [
  'SYSTEM',
  'USER',
  'ASSISTANT',
  'GUARD',
  'COMPOSITE',
  'CONTEXT',
  'FUNCTION',
  'EXAMPLE',
  'TEMPLATE',
];

/**
 * Reads the type as a creating client may write it (wire contract, 4.1): a string in any letter case or `{ value: string }`. `TASK` and
 * anything unknown, empty or absent mean `USER`.
 */
export function lenientPromptType(input: unknown): PromptType {
  const written = typeof input === 'object' && input !== null && 'value' in input ? input.value : input;
  const wanted = typeof written === 'string' ? written.trim().toUpperCase() : '';
  return PROMPT_TYPES.find((each) => each === wanted) ?? 'USER';
}
