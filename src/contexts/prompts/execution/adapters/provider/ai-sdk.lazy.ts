import type * as Anthropic from '@ai-sdk/anthropic';
import type * as OpenAi from '@ai-sdk/openai';
import type * as OpenAiCompatible from '@ai-sdk/openai-compatible';
import type * as AiSdk from 'ai';
import type * as Undici from 'undici';

/** The AI SDK. A process that may execute models loads it. */
export function aiSdk(): typeof AiSdk {
  // It would write warnings about the settings of a request to the console.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  return require('ai') as typeof AiSdk;
}

/** The clients of the protocols, each loaded by its first endpoint. */
export const openAi = (): typeof OpenAi => require('@ai-sdk/openai') as typeof OpenAi;
export const anthropic = (): typeof Anthropic => require('@ai-sdk/anthropic') as typeof Anthropic;
export const openAiCompatible = (): typeof OpenAiCompatible => require('@ai-sdk/openai-compatible') as typeof OpenAiCompatible;

/** The HTTP client, because Node's own `fetch` takes no look-up of addresses. */
export const undici = (): typeof Undici => require('undici') as typeof Undici;
