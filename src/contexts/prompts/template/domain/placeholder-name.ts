/** The maximum length of a variable's name, in characters. */
export const MAX_VARIABLE_NAME_LENGTH = 100;

const BRACE_OR_LINE_BREAK = /[{}\n\r\u2028\u2029]/u;

/** Whether a trimmed text can name a variable: 1 to 100 characters, no braces, no line breaks. */
export const isVariableName = (name: string): boolean =>
  isReference(name) &&
  (name.length <= MAX_VARIABLE_NAME_LENGTH ||
    (name.length <= 2 * MAX_VARIABLE_NAME_LENGTH && [...name].length <= MAX_VARIABLE_NAME_LENGTH));

/** Whether a trimmed text can name an asset or a prompt: not empty, no braces, no line breaks. */
export const isReference = (text: string): boolean => text !== '' && text.trim() === text && !BRACE_OR_LINE_BREAK.test(text);
