/** An example of a response as events, for the OpenAPI document. */
export const EXECUTION_EVENTS = `event: delta
data: {"text":"Dear "}

event: delta
data: {"text":"Bo"}

event: done
data: {"modelUsed":"claude-sonnet-4-5","providerUsed":"Anthropic","metadata":{"usage":{"inputTokens":21,"outputTokens":2}}}

`;
