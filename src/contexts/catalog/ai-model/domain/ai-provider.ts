/** The names of known providers, in the order of the wire contract. */
export const AI_PROVIDERS: readonly string[] = [
  'OpenAI',
  'Anthropic',
  'Azure OpenAI',
  'Google Vertex AI',
  'Google GenAI',
  'Cohere',
  'HuggingFace Inference',
  'Ollama',
  'MistralAI',
  'AWS Bedrock',
  'Fireworks AI',
  'Together AI',
  'AI21',
  'AlephAlpha',
];
