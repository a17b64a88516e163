/** The place of a value in a request: a parameter or the body, followed by the members that lead to it. */
export interface InputPlace {
  readonly above: InputPlace | null;
  readonly name: string;
}

export const BODY: InputPlace = { above: null, name: 'body' };

/** The maximum length of names and pointers in messages, which must stay readable. */
const MAX_NAME_LENGTH = 100;

export const shownName = (name: string): string =>
  name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH).toWellFormed()}…` : name;

/** `list.0.name` for a member of the body; the name of the parameter, or `body`, for the whole. */
export function nameOf(place: InputPlace): string {
  const [root = '', ...members] = namesTo(place);
  return members.length > 0 ? members.join('.') : root;
}

/** The JSON pointer (RFC 6901) into the body, or `?name` for a parameter. */
export function pointerOf(place: InputPlace): string {
  const [root = '', ...members] = namesTo(place);
  return root === BODY.name ? pointerTo(members) : `?${root}`;
}

/** The JSON pointer to a member of the body. */
export const pointerTo = (members: readonly string[]): string =>
  members.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function namesTo(place: InputPlace): string[] {
  const names: string[] = [];
  for (let at: InputPlace | null = place; at; at = at.above) names.push(shownName(at.name));
  return names.reverse();
}
